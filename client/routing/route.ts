import { atom, type ReadableAtom } from 'nanostores'
import { takeLinkSecret } from '../model/basics/link.ts'
import { keepWaitingLink } from '../model/memory/waiting-link.ts'

/** The pages of the one document. `secret` came with the address, after #, and is no longer there. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'code' }
  | { readonly page: 'board' | 'projector'; readonly board: string; readonly secret?: string }
  | { readonly page: 'unknown' }

const current = atom<Route>({ page: 'home' })
export const route: ReadableAtom<Route> = current

export function readRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'home' }
  if (path === '/join' || path === '/join/') return { page: 'code' }
  const [, board, projector] = /^\/b\/([A-Za-z0-9_-]{1,32})(\/projector)?\/?$/.exec(path) ?? []
  if (board === undefined) return { page: 'unknown' }
  return { page: projector === undefined ? 'board' : 'projector', board }
}

export function boardPath(board: string): string {
  return `/b/${board}`
}

/** The board as the whole room sees it. */
export function projectorPath(board: string): string {
  return `${boardPath(board)}/projector`
}

let isHeld = false

/** While something would be lost, leaving the page means loading another, so that the browser asks first. Returns its own undo. */
export function holdPage(): () => void {
  isHeld = true
  // The browser asks in its own words.
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  window.addEventListener('beforeunload', ask)
  return () => {
    isHeld = false
    window.removeEventListener('beforeunload', ask)
  }
}

let isGoneTo = false

/** One came here from another page of the same document: the browser has not begun anew, and the keyboard is nowhere. */
export function wasGoneTo(): boolean {
  return isGoneTo
}

/** Goes to another page without loading the document again. */
export function go(path: string): void {
  if (isHeld) return location.assign(path)
  isGoneTo = true
  history.pushState(null, '', path)
  current.set(readRoute(path))
  window.scrollTo(0, 0)
}

export function startRoute(): void {
  const read = () => {
    const next = readRoute(location.pathname)
    const held = current.get()
    if (isHeld && held.page === 'board' && !(next.page === 'board' && next.board === held.board)) {
      // Back or forward: the address has changed before anybody was asked.
      const address = location.href
      history.pushState(null, '', boardPath(held.board))
      return location.assign(address)
    }
    if (next.page !== 'board' && next.page !== 'projector') return current.set(next)
    const secret = takeLinkSecret()
    if (secret !== undefined) {
      if (next.page === 'board') keepWaitingLink(next.board, secret)
      return current.set({ ...next, secret })
    }
    const now = current.get()
    // Told twice of one change (popstate and hashchange): the secret was taken the first time.
    if (now.page !== next.page || now.board !== next.board) current.set(next)
  }
  window.addEventListener('popstate', read)
  // Another link to the same board, pasted into the address bar: the document is not loaded again.
  window.addEventListener('hashchange', read)
  read()
}
