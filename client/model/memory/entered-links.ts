import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.entered'

/** Remembers which session a link's secret was exchanged for, so that opening the link again is not a second person. */
export function rememberEntered(secret: string, session: string): void {
  remember(storageKey, JSON.stringify({ ...entered(), [secret]: session }))
}

/** The session that this browser began with this very link, if it has. */
export function enteredAs(secret: string): string | undefined {
  return entered()[secret]
}

/** A secret is a way in: it goes with the sessions that it was exchanged for. */
export function forgetEntered(sessions: readonly string[]): void {
  const left = Object.entries(entered()).filter(([, session]) => !sessions.includes(session))
  remember(storageKey, left.length === 0 ? null : JSON.stringify(Object.fromEntries(left)))
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
