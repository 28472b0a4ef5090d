import { useStore } from '@nanostores/react'
import { CircleQuestionMark } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Compass } from '../ui/compass.tsx'
import { IconButton } from '../ui/button.tsx'
import { narrowQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'
import { fetchActions } from '../host/fetch-actions.ts'
import { lazyDialog } from '../host/lazy-dialog.tsx'
import type { MenuName } from './main-menu-popup.tsx'

const MainMenuPopup = lazyDialog(async (features) => {
  const [{ MainMenuPopup }] = await Promise.all([import('./main-menu-popup.tsx'), fetchActions(features)])
  return MainMenuPopup
})

/** The menu of the board, at the left end of the top bar. */
export function BoardMenu() {
  return <BarMenu name="board" icon={<Compass />} />
}

/** The menus of the person and of help, at the right end. On a narrow screen one menu has both. */
export function OwnMenus() {
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
