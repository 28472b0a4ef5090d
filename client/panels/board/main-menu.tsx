import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Compass } from '../ui/compass.tsx'
import { IconButton } from '../ui/button.tsx'

const MainMenuPopup = lazy(async () => ({ default: (await import('./main-menu-popup.tsx')).MainMenuPopup }))

/** The button is there at once; what it opens is downloaded when it is asked for. */
export function MainMenu() {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        label={t('menu.label')}
        icon={<Compass />}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <MainMenuPopup anchor={button} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
