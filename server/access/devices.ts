import { asDeviceLinkSecret } from '#shared/wire/secrets.ts'
import type { LinkRow } from '../contracts/boards.ts'
import type { EndedSession, SessionRow, SessionStore } from '../contracts/sessions.ts'
import type { KeptLinks } from './kept-links.ts'
import { hashSecret, newLinkSecret, newSessionSecret } from './secret.ts'
import type { Session } from '../contracts/live-board.ts'

/** The devices of one person. Each has its own session; the participant is the same on all of them. */
export interface Devices {
  /**
   * Makes a link for one more device. `own`: the secret of the session, with which the other device can open the board's
   * links too. Undefined when the person has the largest number of devices.
   */
  readonly createLink: (session: Session, own: string) => Promise<DeviceLinkSecret | undefined>
  /** The session that made the link, without using it. Undefined for a wrong, used or expired secret. */
  readonly findLink: (board: string, secret: string) => Promise<SessionRow | undefined>
  /** Uses the link for a new session. Undefined as above. */
  readonly useLink: (
    board: string,
    secret: string,
  ) => Promise<{ readonly secret: string; readonly row: SessionRow } | undefined>
  /**
   * The first of these sessions that ended together with its link. Role and name must match. Undefined when
   * there is none, or it was signed out.
   */
  readonly formerSession: (
    link: LinkRow,
    name: string,
    secrets: readonly string[],
  ) => Promise<SessionRow | undefined>
  /** All devices of the person, including this one, oldest first. */
  readonly list: (session: Session) => Promise<readonly Device[]>
  /** Ends all other sessions of the person, and links made for more devices. */
  readonly signOutOthers: (session: Session) => Promise<readonly EndedSession[]>
  /** Ends one other session. Undefined when there is none with this id. */
  readonly signOut: (session: Session, device: string) => Promise<readonly EndedSession[] | undefined>
}

export interface Device {
  /** Distinguishes the devices of a person. It opens nothing. */
  readonly id: string
  /** When the person joined on it, in milliseconds since 1970. */
  readonly since: number
  /** True for the device that asks. */
  readonly isThis: boolean
}

export interface DeviceLinkSecret {
  /** Only the person who asked for it gets it. It works once. */
  readonly secret: string
  /** When it expires, in milliseconds since 1970. */
  readonly until: number
}

/**
 * Long enough to find the other device. Short enough to make a photo of the screen worthless. Not measured.
 */
const validMs = 10 * 60_000

/** A laptop, a phone and a tablet, some of them with cleared browsers. Not measured. */
const maxDevices = 10

type DeviceStore = Pick<
  SessionStore,
  | 'sessionsOfPerson'
  | 'endOtherSessions'
  | 'findRevokedSession'
  | 'putDeviceLink'
  | 'findDeviceLink'
  | 'useDeviceLink'
>

export interface DeviceTools {
  readonly store: DeviceStore
  readonly now: () => number
  readonly kept: Pick<KeptLinks, 'keysOf' | 'share'>
}

export function createDevices({ store, now, kept }: DeviceTools): Devices {
  return {
    createLink: async ({ board, hash: session }, own) => {
      const secret = asDeviceLinkSecret(newLinkSecret())
      const until = now() + validMs
      const isKept = await store.putDeviceLink(
        { hash: hashSecret(secret), board, session, until },
        now(),
        maxDevices,
      )
      if (!isKept) return undefined
      const keys = await kept.keysOf(board, own)
      if (keys) await kept.share(board, keys, secret)
      return { secret, until }
    },
    findLink: (board, secret) => store.findDeviceLink(board, hashSecret(secret), now()),
    useLink: async (board, secret) => {
      const own = newSessionSecret()
      const keys = await kept.keysOf(board, secret)
      const row = await store.useDeviceLink({
        board,
        hash: hashSecret(secret),
        session: hashSecret(own),
        now: now(),
        maxDevices,
      })
      if (row && keys) await kept.share(board, keys, own)
      return row && { secret: own, row }
    },
    formerSession: async ({ board, role }, name, secrets) => {
      const hashes = secrets.map(hashSecret)
      if (hashes.length === 0) return undefined
      return store.findRevokedSession({ board, role, name, hashes, maxDevices })
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

/** A hash of the session's hash: the store's own key must leave the server nowhere. */
function deviceId(session: string): string {
  return hashSecret(session).slice(0, 12)
}
