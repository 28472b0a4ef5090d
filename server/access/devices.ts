import { asHandover } from '#shared/wire/handover.ts'
import type { EndedSession, SessionRow, Store } from '../store/store.ts'
import { hashSecret, newLinkSecret, newSessionSecret } from './secret.ts'
import type { Session } from './session.ts'

/** One person on several devices, each with a session of its own: they are the same participant on all of them. */
export interface Devices {
  /** Undefined when the person is on as many devices as one may have. */
  readonly handOver: (session: Session) => Promise<Handover | undefined>
  /** The session that the secret was made for, without using it; undefined for a wrong, used or old one. */
  readonly behind: (board: string, secret: string) => Promise<SessionRow | undefined>
  /** Uses the secret up; undefined as above. */
  readonly takeOver: (
    board: string,
    secret: string,
  ) => Promise<{ readonly secret: string; readonly row: SessionRow } | undefined>
  /** The person's, this one included. */
  readonly count: (session: Session) => Promise<number>
  readonly signOutOthers: (session: Session) => Promise<readonly EndedSession[]>
}

export interface Handover {
  /** Known to whoever asked for it alone; works once. */
  readonly secret: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** Long enough to find the other device and its camera, short enough for a photograph of the screen to be worthless. Taste. */
const validMs = 10 * 60_000

/** A laptop, a phone and a tablet, some of them with browsers that were emptied since. Taste. */
const deviceLimit = 10

type DeviceStore = Pick<
  Store,
  'countSessions' | 'endOtherSessions' | 'putHandover' | 'findHandover' | 'takeHandover'
>

export function createDevices(store: DeviceStore, now: () => number): Devices {
  return {
    handOver: async ({ board, hash: session }) => {
      const secret = asHandover(newLinkSecret())
      const until = now() + validMs
      const isKept = await store.putHandover(
        { hash: hashSecret(secret), board, session, until },
        now(),
        deviceLimit,
      )
      return isKept ? { secret, until } : undefined
    },
    behind: (board, secret) => store.findHandover(board, hashSecret(secret), now()),
    takeOver: async (board, secret) => {
      const own = newSessionSecret()
      const row = await store.takeHandover({
        board,
        hash: hashSecret(secret),
        session: hashSecret(own),
        now: now(),
        most: deviceLimit,
      })
      return row && { secret: own, row }
    },
    count: ({ hash }) => store.countSessions(hash),
    signOutOthers: ({ hash }) => store.endOtherSessions(hash),
  }
}
