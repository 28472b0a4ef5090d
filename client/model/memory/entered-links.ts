import { recall, remember, browserStorage } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.entered'

/** Remembers the session that a link's secret gave, so that opening the link again does not make a second person. */
export function rememberEntered(secret: string, session: string): void {
  remember(storageKey, JSON.stringify({ ...entered(), [secret]: session }))
}

/** The session that this browser began with this link, if any. */
export function enteredAs(secret: string): string | undefined {
  return entered()[secret]
}

/** The secret of the link with which this browser began the session, if any. */
export function enteredWith(session: string): string | undefined {
  return Object.entries(entered()).find(([, begun]) => begun === session)?.[0]
}

/** A secret opens the board, so it is forgotten together with its sessions. */
export function forgetEntered(sessions: readonly string[]): void {
  const left = Object.entries(entered()).filter(([, session]) => !sessions.includes(session))
  remember(storageKey, left.length === 0 ? null : JSON.stringify(Object.fromEntries(left)))
}

function entered(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(recall(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    // Not written by this program: treated as empty.
    return {}
  }
}

/**
 * The secret of a link that was opened and not yet used to join. The address no longer has it, and a phone drops hidden
 * pages and loads them again. It is kept until the person has joined or the tab closes.
 */
export function waitingLink(board: string): string | undefined {
  return browserStorage('sessionStorage').getItem(nameOf(board)) ?? undefined
}

export function keepWaitingLink(board: string, secret: string): void {
  browserStorage('sessionStorage').setItem(nameOf(board), secret)
}

export function dropWaitingLink(board: string): void {
  browserStorage('sessionStorage').removeItem(nameOf(board))
}

function nameOf(board: string): string {
  return `boussole.link.${board}`
}
