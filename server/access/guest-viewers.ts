import { Role } from '#shared/workshop/role.ts'
import { hashSecret, newPublicId, newSessionSecret } from './secret.ts'
import type { Session } from '../contracts/live-board.ts'

/**
 * Viewers who joined while the store takes no writes. Their sessions exist only in the memory of this
 * process. They join again, with a stored session, as soon as the store writes.
 */
export interface GuestViewers {
  /** Undefined when there are too many. */
  readonly admit: (link: GuestLink, name: string, colour: number | null) => GuestViewer | undefined
  readonly find: (hash: string) => Session | undefined
  /** Ends the sessions of a revoked link, and returns them. */
  readonly end: (
    board: string,
    role: Role,
  ) => readonly { readonly hash: string; readonly participant: string }[]
}

interface GuestLink {
  readonly board: string
  /** The role that the link gives when the store writes. */
  readonly role: Role
  readonly hash: string
}

interface GuestViewer {
  readonly secret: string
  readonly session: Session
}

/** Longer than a full disk stays unnoticed. Not measured. */
const validMs = 60 * 60_000

/** Half a kilobyte each. A server that cannot write need not serve a crowd. */
const maxGuestViewers = 2_000

export function createGuestViewers(now: () => number): GuestViewers {
  /** Oldest first. */
  const known = new Map<
    string,
    { readonly session: Session; readonly linkRole: Role; readonly until: number }
  >()

  function forgetExpired(): void {
    for (const [hash, { until }] of known) {
      if (until > now()) return
      known.delete(hash)
    }
  }

  return {
    admit: ({ board, role, hash: link }, name, colour) => {
      forgetExpired()
      if (known.size >= maxGuestViewers) return undefined
      const secret = newSessionSecret()
      const hash = hashSecret(secret)
      const participant = { id: newPublicId(), name, colour: colour ?? 0 }
      const session = { hash, board, role: Role.viewer, link, participant }
      known.set(hash, { session, linkRole: role, until: now() + validMs })
      return { secret, session }
    },
    find: (hash) => {
      forgetExpired()
      return known.get(hash)?.session
    },
    end: (board, role) =>
      [...known.values()].flatMap(({ session, linkRole }) => {
        if (session.board !== board || linkRole !== role) return []
        known.delete(session.hash)
        return [{ hash: session.hash, participant: session.participant.id }]
      }),
  }
}
