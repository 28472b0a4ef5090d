import { recall, remember } from '../../browser-storage.ts'
import { findSession, type StoredSession } from '../../model/sessions.ts'

const storageKey = 'boussole.entered'

/** Remembers which session a link's secret was exchanged for, so that opening the link again is not a second person. */
export function rememberEntered(secret: string, session: string): void {
  remember(storageKey, JSON.stringify({ ...entered(), [secret]: session }))
}

/** The visit that this browser already began with this very link, if it is the one it would go on with. */
export function enteredBefore(board: string, secret: string): StoredSession | undefined {
  const session = findSession(board)
  return session !== undefined && entered()[secret] === session.session ? session : undefined
}

function entered(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(recall(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    // Not ours: as if nothing were remembered.
    return {}
  }
}
