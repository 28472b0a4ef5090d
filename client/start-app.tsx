import { atom, type ReadableAtom } from 'nanostores'
import { createRoot } from 'react-dom/client'
import type { WaitingEntry } from './join-page/entering.ts'
import { persistently } from './offline/download.ts'
import { firstWork } from './offline/first-work.ts'
import { App } from './panels/app.tsx'
import { PageProblem } from './panels/join/problem-card.tsx'
import { route } from './routing/route.ts'
import './style/base.css'

/**
 * Draws the pages in place of what is in `root`. `waiting` is a person who views the board until the server
 * can let them in.
 */
export function startApp(
  root: HTMLElement,
  waiting: ReadableAtom<WaitingEntry | null> = atom<WaitingEntry | null>(null),
): void {
  startHints()
  void loadFonts()
  createRoot(root).render(
    <PageProblem>
      <App waiting={waiting} />
    </PageProblem>,
  )
}

/**
 * Hides the visible hint on Escape (WCAG 1.4.13). The next movement of pointer or focus allows hints again.
 */
function startHints(): void {
  const { dataset } = document.documentElement
  const allow = () => delete dataset['hints']
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dataset['hints'] = 'off'
  })
  window.addEventListener('focusin', allow)
  window.addEventListener('pointerover', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-hint]') === null) allow()
  })
}

/** A page without any work waits no longer. Not measured. */
const mostMs = 20_000

/** At once where this browser keeps them. Else a slow network is for the work first, in fonts of the system. */
async function loadFonts(): Promise<void> {
  const { page } = route.get()
  const hasWork = page === 'board' || page === 'projector'
  if (hasWork && !navigator.serviceWorker?.controller)
    await Promise.race([firstWork, new Promise((resolve) => setTimeout(resolve, mostMs))])
  await persistently(() => import('./style/fonts.css'))
}
