import { useRef, useState } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Compass } from '../ui/compass.tsx'
import { IconButton } from '../ui/button.tsx'
import { fetchActions } from '../host/fetch-actions.ts'
import { lazyDialog } from '../host/lazy-dialog.tsx'

const MainMenuPopup = lazyDialog(async (features) => {
  const [{ MainMenuPopup }] = await Promise.all([import('./main-menu-popup.tsx'), fetchActions(features)])
  return MainMenuPopup
})

/** The button of the menu. The menu is downloaded when it is first opened. */
export function MainMenu() {
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
        label={t('menu.label')}
        icon={<Compass />}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={({ detail }) => {
          setIsByKey(detail === 0)
          setIsOpen(!isOpen)
        }}
      />
      <div ref={place} />
      {isOpen && (
        <MainMenuPopup anchor={button} place={place} isByKey={isByKey} onClose={() => setIsOpen(false)} />
      )}
    </>
  )
}
