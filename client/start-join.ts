import { atom } from 'nanostores'
import { isDeviceLinkSecret } from '#shared/wire/secrets.ts'
import { startI18n } from './i18n/i18n.ts'
import type { WaitingEntry } from './join-page/entering.ts'
import { showBroken, showCodePage, showLinkPage, showWait } from './join-page/join-pages.ts'
import { readInvitation } from './model/http/api.ts'
import { enteredBefore, findSession, type StoredSession, waitingLink } from './model/memory/sessions.ts'
import { persistently, startParts } from './offline/download.ts'
import { lateWatch } from './panels/host/late-watch.ts'
import { openEarly } from './model/platform/early-socket.ts'
import { boardPath, go, route, startRoute, type Route } from './routing/route.ts'
import { isPhone } from './style/phone.ts'
import { startTheme } from './style/theme.ts'
import './style/base.css'
import './panels/ui/page.css'
import './panels/ui/button.css'
import './panels/ui/field.css'
import './panels/ui/avatar.css'
import './panels/people/me-form.css'
import './panels/join/join-page.css'

/**
 * Draws the join form in `root`, without React. Behind it the board's code is downloaded while the person types, and run
 * when they join.
 */
export async function startJoin(root: HTMLElement): Promise<void> {
  startTheme()
  startParts()
  startRoute()
  const first = route.get()
  const link = linkOf(first)
  // Asked before the words are here: the answer takes as long as they do.
  const asked = link && readInvitation(link)
  void fetchApp('first', ...(isPhone() ? ['column'] : []))
  await persistently(() => startI18n())
  const waiting = atom<WaitingEntry | null>(null)
  let isOpening = false
  const openApp = async (session?: StoredSession) => {
    if (isOpening) return
    isOpening = true
    if (session && !asksFirst(route.get())) openEarly(session)
    const app = await persistently(() => loadApp(session)).catch(() => undefined)
    leave()
    if (app) app.startApp(root, waiting)
    else showBroken(root)
  }
  let leave: () => void = () => undefined
  const show = (now: Route) => {
    if (isOpening) return
    leave()
    leave = () => undefined
    let opening: Opening = {}
    const options = {
      root,
      go,
      // The app is run while the server answers, and the socket opened.
      onEntering: () => {
        if (now.page === 'board') openEarly({ board: now.board })
        loadApp(opening).catch(() => undefined)
      },
      onJoined: async (session: StoredSession) => {
        // A person who has left this page meanwhile stays where they are. The board is in their list now.
        if (route.get() !== now) return
        waiting.set(null)
        if (now.page === 'code') go(boardPath(session.board))
        await openApp(session)
      },
      onLooking: (entry: WaitingEntry) => {
        waiting.set(entry)
        void openApp(entry.session)
      },
    }
    const own = linkOf(now)
    const invitation = own && ask(now, own)
    const session = now.page === 'board' ? findSession(now.board) : undefined
    if (own && invitation) leave = showLinkPage({ ...own, ...options, invitation, showLeft })
    else if (now.page === 'code') leave = showCodePage(options)
    else {
      showWait(root)
      void openApp(session)
    }
    const prepare = async () => {
      const answer = await invitation
      opening = (answer?.ok === true ? answer.value : session) ?? {}
      fetchWork(opening)
    }
    void prepare()
  }
  const ask = (now: Route, own: Link) => (now === first && asked ? asked : readInvitation(own))
  route.subscribe(show)
}

/** The link of another device asks first who the person is. Until they answer they are not on the board. */
function asksFirst(now: Route): boolean {
  return now.page === 'board' && isDeviceLinkSecret(now.secret ?? '')
}

type Link = NonNullable<ReturnType<typeof linkOf>>

/** The link by which the person joins here. Undefined when the app has a page for them. */
function linkOf(now: Route) {
  if (now.page !== 'board') return undefined
  const { board } = now
  const secret = now.secret ?? waitingLink(board)
  if (secret === undefined || isDeviceLinkSecret(secret)) return undefined
  const session = now.secret === undefined ? findSession(board) : enteredBefore(board, secret)
  return session ? undefined : { board, secret }
}

/**
 * Downloads what the board's page is made of, for these reasons. The build has named the files in join.html. The styles
 * apply after everything is here: they bring the fonts, which are as large as the board.
 */
async function fetchApp(...reasons: readonly string[]): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[data-later]')].filter(({ dataset }) =>
    dataset['for']?.split(' ').some((reason) => reasons.includes(reason)),
  )
  const settled = links.map(
    (link) =>
      new Promise((resolve) => {
        for (const event of ['load', 'error']) link.addEventListener(event, resolve, { once: true })
        link.rel = link.dataset['later'] ?? ''
        delete link.dataset['later']
      }),
  )
  await Promise.all(settled)
  for (const style of links) if (style.as === 'style') style.rel = 'stylesheet'
}

interface Opening {
  readonly opensInColumn?: true
  readonly isLed?: true
  readonly activity?: string
}

/**
 * The steps of a workshop and the task of the one that runs, or on a phone the list, else the canvas, unless the page
 * opens in a column, which does without.
 */
function fetchWork({ opensInColumn, isLed, activity = '' }: Opening): void {
  if (isLed) void fetchApp('stage', activity)
  else if (opensInColumn || isPhone()) void fetchApp('column', 'notes')
  else void fetchApp('canvas')
}

/** A dead link is rare, and most people have begun nothing: React comes after the page. */
function showLeft(board: string, into: HTMLElement): () => void {
  return lateWatch(async () => (await import('./panels/entry/left-on-page.tsx')).showLeftWords(board, into))
}

async function loadApp({ opensInColumn, isLed }: Opening = {}) {
  // The page is drawn meanwhile, and asks for it again.
  if (isLed) import('./panels/agenda/stage-parts.tsx').catch(() => undefined)
  const [app] = await Promise.all([
    import('./start-app.tsx'),
    import('./panels/entry/board-entry.tsx'),
    opensInColumn || isLed || isPhone() ? undefined : import('./canvas/board-canvas.tsx'),
  ])
  return app
}
