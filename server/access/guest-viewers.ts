import { Role } from '#shared/workshop/role.ts'
import { hashSecret, newPublicId, newSessionSecret } from './secret.ts'
import type { Session } from '../contracts/session.ts'

/**
 * People who look on while the store takes no writes: viewers whose sessions are in this process's memory alone. They come in for good as
 * soon as they can be written down.
 */
export interface GuestViewers {
  /** Undefined when there are too many already. */
  readonly admit: (link: GuestLink, name: string, colour: number | null) => GuestViewer | undefined
  readonly find: (hash: string) => Session | undefined
  /** The link that they came by was revoked; returns those that this ends. */
  readonly end: (
    board: string,
    role: Role,
  ) => readonly { readonly hash: string; readonly participant: string }[]
}

interface GuestLink {
  readonly board: string
  /** Of those the link lets in when all is well. */
  readonly role: Role
  readonly hash: string
}

interface GuestViewer {
  readonly secret: string
  readonly session: Session
}

/** Longer than a disk stays full unseen (taste). */
const validMs = 60 * 60_000

/** Half a kilobyte each; a server that cannot write is no place for a crowd. */
const maxGuestViewers = 2_000

export function createGuestViewers(now: () => number): GuestViewers {
  const known = new Map<
    string,
    { readonly session: Session; readonly linkRole: Role; readonly until: number }
  >()

  /** The oldest come first. */
  function forgetOver(): void {
    for (const [hash, { until }] of known) {
      if (until > now()) return
      known.delete(hash)
    }
  }

  return {
    admit: ({ board, role, hash: link }, name, colour) => {
      forgetOver()
      if (known.size >= maxGuestViewers) return undefined
      const secret = newSessionSecret()
      const hash = hashSecret(secret)
      const participant = { id: newPublicId(), name, colour: colour ?? 0 }
      const session = { hash, board, role: Role.viewer, link, participant }
      known.set(hash, { session, linkRole: role, until: now() + validMs })
      return { secret, session }
    },
    find: (hash) => {
      forgetOver()
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
