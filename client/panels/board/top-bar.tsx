import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { narrowQuery, useMedia } from '../ui/use-media.ts'
import { useBoard, useMay, useRights } from '../host/board-context.tsx'
import { Slot } from '../host/slots.tsx'
import { BoardMenu, OwnMenus } from './main-menu.tsx'
import { SavingBadge } from './saving-badge.tsx'
import { isTitleEdited, TitleField } from './board-entries.ts'
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

/** The board's title. Facilitators edit it in place. */
function BoardTitle() {
  const t = useCommonWords()
  const { model } = useBoard()
  const { title } = useStore(model.meta)
  const content = useContentLanguage()
  const mayRename = useMay(Operation.renameBoard)
  const isEdited = useStore(isTitleEdited)
  const language = title === '' ? undefined : content
  const shown = title === '' ? t('common.untitledBoard') : title

  if (!mayRename) {
    return (
      <h1 className="board-title">
        <span className="board-title__text" lang={language}>
          {shown}
        </span>
      </h1>
    )
  }
  const button = (
    <button
      type="button"
      className="board-title__button"
      lang={language}
      title={t('board.rename')}
      onClick={() => isTitleEdited.set(true)}
    >
      {shown}
    </button>
  )
  return (
    <h1 className="board-title">
      {isEdited ? (
        <Suspense fallback={button}>
          <TitleField title={title} onDone={() => isTitleEdited.set(false)} />
        </Suspense>
      ) : (
        button
      )}
    </h1>
  )
}
