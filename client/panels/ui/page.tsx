import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { useStore } from '@nanostores/react'
import { Languages, SunMoon } from 'lucide-react'
import { languages } from '#shared/board/document.ts'
import { go, wasGoneTo } from '../../routing/route.ts'
import { useCommonWords } from '../../i18n/use-words.ts'
import { at } from '../../model/basics/address.ts'
import { chooseLanguage, currentLanguage } from '../../i18n/i18n.ts'
import { chooseTheme, themeChoice, themeChoices } from '../../style/theme.ts'
import { Compass } from './compass.tsx'
import { useTitle } from './use-title.ts'
import './page.css'

/**
 * A page without a board: the product's name, language and appearance on top, one column below. It also
 * names the window.
 */
export function Page({ title = '', children }: { title?: string; children: ReactNode }) {
  const t = useCommonWords()
  useTitle(title)
  return (
    <div className="page">
      <header className="page__bar">
        <a
          className="page__brand"
          href={at('/')}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            go('/')
          }}
        >
          <Compass />
          {t('product.name')}
        </a>
        <PageOptions />
      </header>
      <main className="page__main" tabIndex={-1} ref={takeKeyboard}>
        {children}
      </main>
    </div>
  )
}

/** Moves the focus to the content, as after loading a page, so that it is read out. */
function takeKeyboard(main: HTMLElement | null): void {
  if (wasGoneTo() && document.activeElement === document.body) main?.focus()
}

/** Language and appearance as two native lists, without a script to download. */
function PageOptions() {
  const t = useCommonWords()
  const chosenTheme = useStore(themeChoice)
  return (
    <div className="page__options">
      <Languages aria-hidden="true" />
      <select
        aria-label={t('language.label')}
        value={currentLanguage()}
        onChange={(event) => {
          const chosen = languages.find((language) => language === event.target.value)
          if (chosen) void chooseLanguage(chosen)
        }}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {t(`language.${language}`)}
          </option>
        ))}
      </select>
      <SunMoon aria-hidden="true" />
      <select
        aria-label={t('theme.label')}
        value={chosenTheme}
        onChange={(event) => {
          const chosen = themeChoices.find((choice) => choice === event.target.value)
          if (chosen) chooseTheme(chosen)
        }}
      >
        {themeChoices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`theme.${choice}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Returns a function that is true once the component has left the page. For late answers. */
export function useIsLeft(): () => boolean {
  const isLeft = useRef(false)
  useEffect(() => {
    isLeft.current = false
    return () => void (isLeft.current = true)
  }, [])
  return useCallback(() => isLeft.current, [])
}
