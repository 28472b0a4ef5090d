import { startI18n } from './i18n/i18n.ts'
import { persistently, startParts } from './offline/download.ts'
import { openEarly } from './model/platform/early-socket.ts'
import { route, startRoute, type Route } from './routing/route.ts'
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
  const first = route.get()
  if (first.page === 'projector' || first.page === 'embed') enterAhead(first).catch(() => undefined)
  await persistently(() => startI18n())
  startApp(root)
}

/** A room's screen joins, and its socket is opened, while its page is on its way. */
async function enterAhead({
  page,
  board,
  secret,
}: Extract<Route, { readonly board: string }>): Promise<void> {
  if (secret !== undefined) openEarly({ board })
  const projector = await import('./model/memory/projector-session.ts')
  const session = await projector.enterAhead(board, secret, page === 'embed')
  if (session) openEarly(session)
}
