import { useStore } from '@nanostores/react'
import { CircleQuestionMark } from 'lucide-react'
import { Suspense, useRef, useState, type ReactNode } from 'react'
import { useCommonWords } from '../../i18n/use-words.ts'
import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { fetchActions } from '../host/fetch-actions.ts'
import { lazyDialog } from '../host/entries.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { Compass } from '../ui/compass.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { narrowQuery, useMedia } from '../ui/use-media.ts'
import { useBoard, useMay, useRights } from '../host/board-context.tsx'
import { Slot } from '../host/slots.tsx'
import type { MenuName } from './main-menu-popup.tsx'
import { SavingBadge } from './saving-badge.tsx'
import { isTitleEdited, TitleField } from './board-entries.ts'
import './top-bar.css'

const MainMenuPopup = lazyDialog(async (features) => {
  const [{ MainMenuPopup }] = await Promise.all([import('./main-menu-popup.tsx'), fetchActions(features)])
  return MainMenuPopup
})

/** The menu of the board, at the left end of the top bar. */
function BoardMenu() {
  return <BarMenu name="board" icon={<Compass />} />
}

/** The menus of the person and of help, at the right end. On a narrow screen one menu has both. */
function OwnMenus() {
  const { model } = useBoard()
  const me = useStore(model.me)
  const numbers = useStore(model.presence.numbers)
  const isNarrow = useMedia(narrowQuery)
  return (
    <>
      {!isNarrow && <BarMenu name="help" icon={<CircleQuestionMark />} />}
      <BarMenu
        name="me"
        icon={<Avatar name={me.name} colour={me.colour} number={numbers.get(me.id)} size="small" />}
      />
    </>
  )
}

/** A button with its menu. The menus are downloaded when one of them is first opened. */
function BarMenu({ name, icon }: { readonly name: MenuName; readonly icon: ReactNode }) {
  const t = useCommonWords()
  const button = useRef<HTMLButtonElement>(null)
  // Inside the banner landmark, so that the open menu belongs to a landmark.
  const place = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [isByKey, setIsByKey] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        label={t(name === 'board' ? 'menu.label' : `menu.${name}`)}
        icon={icon}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={({ detail }) => {
          setIsByKey(detail === 0)
          setIsOpen(!isOpen)
        }}
      />
      <div ref={place} />
      {isOpen && (
        <MainMenuPopup
          name={name}
          anchor={button}
          place={place}
          isByKey={isByKey}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}

/** The slim bar on top: the board's menu, title, state of saving, buttons of the features, and the person's menus. */
export function TopBar({ children }: { readonly children?: ReactNode }) {
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
      {children}
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
