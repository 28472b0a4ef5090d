import { Role } from '#shared/workshop/role.ts'
import { recall, remember } from '../../storage/browser-storage.ts'
import { createSession, readInvitation, type Outcome } from '../http/api.ts'
import { projectorName } from './storage-names.ts'
import { findSession, storedOf, type StoredSession } from './sessions.ts'

/** Whose rights a projected board has: a viewer's, whoever else this browser is on the board. */
interface Projector {
  /** Of the viewer link it came in by: with another one it is another. */
  readonly secret: string
  readonly session: StoredSession
}

/** The session that this browser projects the board with, if it has one; `secret` is that of the link it was opened by. */
export function findProjector(board: string, secret: string | undefined): StoredSession | undefined {
  const kept = keptProjector(board)
  if (kept && (secret === undefined || kept.secret === secret)) return kept.session
  const own = secret === undefined ? findSession(board) : undefined
  return own?.role === Role.viewer ? own : undefined
}

/** Comes in by a viewer link; by no other, so that what stands in the room is never more than that. */
export async function enterAsProjector(board: string, secret: string): Promise<Outcome<StoredSession>> {
  const invitation = await readInvitation({ board, secret })
  if (!invitation.ok) return invitation
  if (invitation.value.role !== Role.viewer) return { ok: false, code: 'link_invalid', message: '' }
  const created = await createSession({ board, secret, name: '' })
  if (!created.ok) return created
  const session = storedOf(created.value)
  remember(projectorName(board), JSON.stringify({ secret, session } satisfies Projector))
  return { ok: true, value: session }
}

/** Its access has ended: the next one comes in anew. */
export function forgetProjector(board: string): void {
  remember(projectorName(board), null)
}

function keptProjector(board: string): Projector | undefined {
  try {
    const stored = JSON.parse(recall(projectorName(board)) ?? 'null') as Partial<Projector> | null
    if (typeof stored?.secret !== 'string' || stored.session?.role !== Role.viewer) return undefined
    return { secret: stored.secret, session: stored.session }
  } catch {
    // Not ours: as if nothing were kept.
    return undefined
  }
}
