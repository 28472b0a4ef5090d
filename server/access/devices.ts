import { asDeviceLinkSecret } from '#shared/wire/device-link.ts'
import type { LinkRow } from '../contracts/boards.ts'
import type { EndedSession, SessionRow, SessionStore } from '../contracts/sessions.ts'
import { hashSecret, newLinkSecret, newSessionSecret } from './secret.ts'
import type { Session } from '../contracts/session.ts'

/** One person on several devices, each with a session of its own: they are the same participant on all of them. */
export interface Devices {
  /** Undefined when the person is on as many devices as one may have. */
  readonly createLink: (session: Session) => Promise<DeviceLinkSecret | undefined>
  /** The session that the secret was made for, without using it; undefined for a wrong, used or old one. */
  readonly findLink: (board: string, secret: string) => Promise<SessionRow | undefined>
  /** Uses the secret up; undefined as above. */
  readonly useLink: (
    board: string,
    secret: string,
  ) => Promise<{ readonly secret: string; readonly row: SessionRow } | undefined>
  /**
   * Who one of these sessions was, of this link's role and of this name, until their link was switched off; undefined when
   * none was, or was signed out.
   */
  readonly formerSession: (
    link: LinkRow,
    name: string,
    secrets: readonly string[],
  ) => Promise<SessionRow | undefined>
  /** The person's, this one included, oldest first. */
  readonly list: (session: Session) => Promise<readonly Device[]>
  /** All others; and nothing made for more of them lets anybody in any longer. */
  readonly signOutOthers: (session: Session) => Promise<readonly EndedSession[]>
  /** One other; undefined when there is none by that id. */
  readonly signOut: (session: Session, device: string) => Promise<readonly EndedSession[] | undefined>
}

export interface Device {
  /** Tells it from the person's others; opens nothing. */
  readonly id: string
  /** When the person came in there, milliseconds since 1970. */
  readonly since: number
  /** The one that asks. */
  readonly isThis: boolean
}

export interface DeviceLinkSecret {
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
  SessionStore,
  | 'sessionsOfPerson'
  | 'endOtherSessions'
  | 'findRevokedSession'
  | 'putDeviceLink'
  | 'findDeviceLink'
  | 'useDeviceLink'
>

export function createDevices(store: DeviceStore, now: () => number): Devices {
  return {
    createLink: async ({ board, hash: session }) => {
      const secret = asDeviceLinkSecret(newLinkSecret())
      const until = now() + validMs
      const isKept = await store.putDeviceLink(
        { hash: hashSecret(secret), board, session, until },
        now(),
        deviceLimit,
      )
      return isKept ? { secret, until } : undefined
    },
    findLink: (board, secret) => store.findDeviceLink(board, hashSecret(secret), now()),
    useLink: async (board, secret) => {
      const own = newSessionSecret()
      const row = await store.useDeviceLink({
        board,
        hash: hashSecret(secret),
        session: hashSecret(own),
        now: now(),
        maxDevices: deviceLimit,
      })
      return row && { secret: own, row }
    },
    formerSession: async ({ board, role }, name, secrets) => {
      const hashes = secrets.map(hashSecret)
      if (hashes.length === 0) return undefined
      return store.findRevokedSession({ board, role, name, hashes, maxDevices: deviceLimit })
    },
    list: async (session) =>
      (await store.sessionsOfPerson(session.hash)).map(({ hash, created }) => ({
        id: deviceId(hash),
        since: created,
        isThis: hash === session.hash,
      })),
    signOutOthers: ({ hash }) => store.endOtherSessions(hash),
    signOut: async (session, device) => {
      const sessions = await store.sessionsOfPerson(session.hash)
      const other = sessions.find(({ hash }) => hash !== session.hash && deviceId(hash) === device)
      return other && store.endOtherSessions(session.hash, other.hash)
    },
  }
}

/** Hashed once more, since what the store knows a session by leaves it nowhere else. */
function deviceId(session: string): string {
  return hashSecret(session).slice(0, 12)
}
