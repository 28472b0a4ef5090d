import { atom, type ReadableAtom } from 'nanostores'
import { createRoot } from 'react-dom/client'
import type { WaitingEntry } from './join-page/entering.ts'
import { App } from './panels/app.tsx'
import { PageProblem } from './panels/join/page-problem.tsx'
import { startHints } from './panels/ui/hints.ts'
import './style/base.css'
import './style/fonts.css'

/**
 * Draws the pages in place of what is in `root`. `waiting` is a person who views the board until the server
 * can let them in.
 */
export function startApp(
  root: HTMLElement,
  waiting: ReadableAtom<WaitingEntry | null> = atom<WaitingEntry | null>(null),
): void {
  startHints()
  createRoot(root).render(
    <PageProblem>
      <App waiting={waiting} />
    </PageProblem>,
  )
}
