import { findSession, type StoredSession } from '../../model/sessions.ts'

const storageKey = 'boussole.entered'

/** Remembers which session a link's secret was exchanged for, so that opening the link again is not a second person. */
export function rememberEntered(secret: string, session: string): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...entered(), [secret]: session }))
  } catch {
    // Full or forbidden: the link then asks for a name again.
  }
}

/** The visit that this browser already began with this very link, if it is the one it would go on with. */
export function enteredBefore(board: string, secret: string): StoredSession | undefined {
  const session = findSession(board)
  return session !== undefined && entered()[secret] === session.session ? session : undefined
}

function entered(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    // Not ours, or storage is forbidden: as if nothing were remembered.
    return {}
  }
}
