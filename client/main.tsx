import { startI18n } from './i18n/i18n.ts'
import { persistently, startParts } from './offline/download.ts'
import { startRoute } from './routing/route.ts'
import { startApp } from './start-app.tsx'
import { startTheme } from './style/theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// Without these no name and no note can be written; what more an older browser lacks stops it by itself. The page's own
// sentence says then which browsers will do.
if ('toWellFormed' in String.prototype && 'Segmenter' in Intl) await start(root)

async function start(root: HTMLElement): Promise<void> {
  startTheme()
  startParts()
  startRoute()
  await persistently(() => startI18n())
  startApp(root)
}
