import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n/i18n.ts'
import { App } from './panels/app.tsx'
import { PageProblem } from './panels/join/page-problem.tsx'
import { startRoute } from './routing/route.ts'
import { startHints } from './panels/ui/hints.ts'
import { persistently, startParts } from './panels/ui/lazy.ts'
import { startTheme } from './style/theme.ts'
import './style/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// Without these no name and no note can be written; what more an older browser lacks stops it by itself. The page's own
// sentence says then which browsers will do.
if ('toWellFormed' in String.prototype && 'Segmenter' in Intl) await start(root)

async function start(root: HTMLElement): Promise<void> {
  startTheme()
  startHints()
  startParts()
  startRoute()
  await persistently(() => startI18n())
  createRoot(root).render(
    <PageProblem>
      <App />
    </PageProblem>,
  )
}
