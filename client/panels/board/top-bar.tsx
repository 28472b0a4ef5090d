import { useStore } from '@nanostores/react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { narrowQuery, useMedia } from '../ui/use-media.ts'
import { BoardTitle } from './board-title.tsx'
import { useBoard, useMay, useRights } from '../host/board-context.tsx'
import { Slot } from '../host/slots.tsx'
import { BoardMenu, OwnMenus } from './main-menu.tsx'
import { SavingBadge } from './saving-badge.tsx'
import { isTitleEdited } from './board-entries.ts'
import './top-bar.css'

/** The slim bar on top: the board's menu, title, state of saving, buttons of the features, and the person's menus. */
export function TopBar() {
  const t = useCommonWords()
  const { model } = useBoard()
  useRights()
  const isViewer = !mayWrite(model.role) || model.barrierTo(Operation.addNote) === Barrier.newerVersion
  const isNarrow = useMedia(narrowQuery)
  const isLed = useStore(model.agenda) !== null
  const mayLead = useMay(Operation.leadAgenda)
  const { title } = useStore(model.meta)
  const isRenamed = useStore(isTitleEdited)
  // A person who was signed out is no viewer either.
  const hasEnded = useStore(model.ending) !== null
  return (
    <header className="top-bar" data-led={isLed || undefined}>
      <BoardMenu />
      {isLed && !isRenamed ? (
        <>
          <h1 className="visually-hidden">{title === '' ? t('common.untitledBoard') : title}</h1>
          <Slot name="Head" />
        </>
      ) : (
        <BoardTitle />
      )}
      <SavingBadge />
      {!isLed && <span className="top-bar__gap" />}
      {isViewer && !isNarrow && !hasEnded && <span className="top-bar__role">{t('board.viewerBadge')}</span>}
      {(!isLed || mayLead) && <Slot name="TopBar" />}
      <OwnMenus />
    </header>
  )
}
