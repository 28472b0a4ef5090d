import type { ReactNode } from 'react'
import { Compass } from './compass.tsx'
import { PageOptions } from './page-options.tsx'
import { go, wasGoneTo } from '../../routing/route.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
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
          href="/"
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
