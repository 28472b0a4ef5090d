import { atom, type ReadableAtom } from 'nanostores'
import { at, pathOf, keepLinkSecret, takeLinkSecret } from '../model/basics/address.ts'
import { keepWaitingLink } from '../model/memory/sessions.ts'

/** The pages of the single document. `secret` came after # in the address, and was removed from it. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'code' | 'arrived' }
  | { readonly page: 'board' | 'projector' | 'embed'; readonly board: string; readonly secret?: string }
  | { readonly page: 'unknown' }

const current = atom<Route>({ page: 'home' })
export const route: ReadableAtom<Route> = current

/** Paths are those of the product at a host of its own. */
export function readRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'home' }
  if (path === '/join' || path === '/join/') return { page: 'code' }
  if (path === '/share') return { page: 'arrived' }
  const [, root, board, projector] = /^\/(b|embed)\/([A-Za-z0-9_-]{1,32})(\/projector)?\/?$/.exec(path) ?? []
  if (board === undefined) return { page: 'unknown' }
  return { page: root === 'embed' ? root : projector === undefined ? 'board' : 'projector', board }
}

export function boardPath(board: string): string {
  return `/b/${board}`
}

/** The projector page of the board. */
export function projectorPath(board: string): string {
  return `${boardPath(board)}/projector`
}

let isHeld = false

/** Makes the browser ask before the page is left, while work would be lost. Returns its own undo. */
export function holdPage(): () => void {
  isHeld = true
  // The browser has its own words for the question.
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  window.addEventListener('beforeunload', ask)
  return () => {
    isHeld = false
    window.removeEventListener('beforeunload', ask)
  }
}

let isGoneTo = false

/** True after a change of page within the document: the focus is then on no element. */
export function wasGoneTo(): boolean {
  return isGoneTo
}

/** Opens another page without loading the document again; from a frame, in a window of its own. */
export function go(path: string): void {
  // The house's page shows this document and no other one.
  if (window.parent !== window) return void window.open(at(path), '_blank', 'noopener')
  if (isHeld) return location.assign(at(path))
  isGoneTo = true
  history.pushState(null, '', at(path))
  current.set(readRoute(path))
  window.scrollTo(0, 0)
}

export function startRoute(): void {
  const read = () => {
    const next = readRoute(pathOf(location.pathname))
    const held = current.get()
    if (isHeld && held.page === 'board' && !(next.page === 'board' && next.board === held.board)) {
      // Back or forward: the address changed before anybody could ask.
      const address = location.href
      history.pushState(null, '', at(boardPath(held.board)))
      return location.assign(address)
    }
    if (!('board' in next)) return current.set(next)
    const secret = next.page === 'embed' ? keepLinkSecret() : takeLinkSecret()
    if (secret !== undefined) {
      if (next.page === 'board') keepWaitingLink(next.board, secret)
      return current.set({ ...next, secret })
    }
    const now = current.get()
    // The same change fires popstate and hashchange. The first event has taken the secret.
    if (now.page !== next.page || now.board !== next.board) current.set(next)
  }
  window.addEventListener('popstate', read)
  // A second link to the same board in the address bar does not load the document again.
  window.addEventListener('hashchange', read)
  read()
}
