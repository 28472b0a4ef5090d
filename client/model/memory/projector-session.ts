import { Role } from '#shared/workshop/role.ts'
import { recall, remember } from '../../storage/browser-storage.ts'
import { createSession, readInvitation, type Outcome } from '../http/api.ts'
import { projectorName } from './storage-names.ts'
import { findSession, storedOf, type StoredSession } from './sessions.ts'

/** The session of a projected board. It has a viewer's rights, whatever other sessions this browser has. */
interface Projector {
  /** Secret of its viewer link; another link gives another session. */
  readonly secret: string
  readonly session: StoredSession
}

/**
 * The session with which this browser projects the board, if any; `secret` is that of the link in the address. In a frame
 * the link alone counts: a page of another house shows no board that this browser happens to know.
 */
export function findProjector(
  board: string,
  secret: string | undefined,
  isFramed: boolean,
): StoredSession | undefined {
  if (isFramed && secret === undefined) return undefined
  const kept = keptProjector(board)
  if (kept && (secret === undefined || kept.secret === secret)) return kept.session
  const own = secret === undefined ? findSession(board) : undefined
  return own?.role === Role.viewer ? own : undefined
}

interface Ahead {
  readonly board: string
  readonly secret: string
  readonly entered: Promise<Outcome<StoredSession>>
}

let ahead: Ahead | undefined

/** Joins while the page is on its way, unless this browser knows the board, and gives the session that the page will use. */
export async function enterAhead(
  board: string,
  secret: string | undefined,
  isFramed: boolean,
): Promise<StoredSession | undefined> {
  const known = findProjector(board, secret, isFramed)
  if (known || secret === undefined) return known
  ahead = { board, secret, entered: enter(board, secret) }
  const entered = await ahead.entered
  return entered.ok ? entered.value : undefined
}

/** Joins by a viewer link and by no other: the room's screen never has more rights than a viewer. */
export async function enterAsProjector(board: string, secret: string): Promise<Outcome<StoredSession>> {
  const begun = ahead?.board === board && ahead.secret === secret ? ahead.entered : undefined
  // A second attempt asks again.
  ahead = undefined
  return begun ?? enter(board, secret)
}

async function enter(board: string, secret: string): Promise<Outcome<StoredSession>> {
  const invitation = await readInvitation({ board, secret })
  if (!invitation.ok) return invitation
  if (invitation.value.role !== Role.viewer)
    return { ok: false, code: 'link_invalid', message: '', mayRetry: false }
  const created = await createSession({ board, secret, name: '' })
  if (!created.ok) return created
  const session = storedOf(created.value)
  remember(projectorName(board), JSON.stringify({ secret, session } satisfies Projector))
  return { ok: true, value: session }
}

/** The session has ended; the next visit joins again. */
export function forgetProjector(board: string): void {
  remember(projectorName(board), null)
}

function keptProjector(board: string): Projector | undefined {
  try {
    const stored = JSON.parse(recall(projectorName(board)) ?? 'null') as Partial<Projector> | null
    if (typeof stored?.secret !== 'string' || stored.session?.role !== Role.viewer) return undefined
    return { secret: stored.secret, session: stored.session }
  } catch {
    // Not written by this program: treated as empty.
    return undefined
  }
}
