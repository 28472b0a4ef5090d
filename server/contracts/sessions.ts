import type { Role } from '#shared/workshop/role.ts'
import type { TokenScope } from '#shared/workshop/token-scope.ts'

/** Sessions, one for each device of a person, and the links that add a device. */
export interface SessionStore {
  /**
   * Returns the participant's colour. For a null colour it picks the one that the fewest people on the board have.
   * Undefined, and no session, when its link is not the role's active one.
   */
  readonly createSession: (session: NewSessionRow) => Promise<number | undefined>
  /** Undefined once the session has ended. */
  readonly findSession: (hash: string) => Promise<SessionRow | undefined>
  /**
   * Finds the first of these sessions that ended together with its link. Board, role and name must match. Sessions
   * that were signed out do not count, nor does a person who is back on `maxDevices` devices.
   */
  readonly findRevokedSession: (former: FormerSession) => Promise<SessionRow | undefined>
  /** All sessions of this session's person, itself included, oldest first. */
  readonly sessionsOfPerson: (hash: string) => Promise<readonly SessionRow[]>
  /** Ends the person's other sessions and device links; with `only`, that one session alone. */
  readonly endOtherSessions: (hash: string, only?: string) => Promise<readonly EndedSession[]>
  /**
   * Replaces the session's device link. False, and nothing kept, when the session has ended or its person has `maxDevices`
   * sessions.
   */
  readonly putDeviceLink: (deviceLink: DeviceLinkRow, now: number, maxDevices: number) => Promise<boolean>
  /** The session that made the link. Undefined once the link is used or expired, or that session has ended. */
  readonly findDeviceLink: (board: string, hash: string, now: number) => Promise<SessionRow | undefined>
  /** Uses the link for a new session of the same person. Undefined, and no session, as in the two above. */
  readonly useDeviceLink: (use: DeviceLinkUse) => Promise<SessionRow | undefined>
  readonly updateParticipant: (
    board: string,
    participant: string,
    name: string,
    colour: number,
  ) => Promise<void>
  /** The person takes part although they lead, or no more. */
  readonly setPart: (board: string, participant: string, takesPart: boolean) => Promise<void>
  /** The names of these participants. A person without a name is left out. */
  /** People who have or had this name, on any board. */
  readonly peopleNamed: (name: string) => Promise<readonly NamedPerson[]>
  /** Takes this name off what is kept of votes and answers that are still open. */
  readonly forgetName: (board: string, name: string) => Promise<void>
  readonly namesOf: (board: string, participants: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Those of these participants who had joined before this moment, in milliseconds since 1970. */
  readonly joinedBefore: (
    board: string,
    at: number,
    participants: readonly string[],
  ) => Promise<readonly string[]>
  /** Number of people who have joined with a facilitator or participant link. */
  readonly countParticipants: (board: string) => Promise<number>
  /** Ids of the facilitators who have not said that they take part: nobody counts them. */
  readonly leadingAlone: (board: string) => Promise<readonly string[]>
}

export interface SessionRow {
  readonly hash: string
  readonly board: string
  readonly role: Role
  /** Hash of the link that created it. */
  readonly link: string
  readonly participant: string
  readonly name: string
  readonly colour: number
  readonly created: number
  /** A facilitator who takes part. Absent for others. */
  readonly takesPart?: true
}

export type NewSessionRow = Omit<SessionRow, 'colour' | 'takesPart'> & { readonly colour: number | null }

/** A person who says they were here before, with the hashes of their former sessions. */
export interface FormerSession {
  readonly hashes: readonly string[]
  readonly board: string
  readonly role: Role
  readonly name: string
  readonly maxDevices: number
}

export interface EndedSession {
  readonly hash: string
  readonly participant: string
}

/** A link that signs a session's person in on one more device, once. */
export interface DeviceLinkRow {
  readonly hash: string
  readonly board: string
  /** Hash of the session that made it. */
  readonly session: string
  /** It expires then, in milliseconds since 1970. */
  readonly until: number
}

export interface DeviceLinkUse {
  readonly board: string
  readonly hash: string
  /** Hash of the new session. */
  readonly session: string
  readonly now: number
  /** Sessions that a person may have. */
  readonly maxDevices: number
}

/** A person on a board, for the host who looks for them by name. */
export interface NamedPerson {
  readonly board: string
  readonly participant: string
  readonly role: Role
  readonly colour: number
  /** When they first joined, in milliseconds since 1970. */
  readonly joined: number
}

/** Tokens with which programs work on a board. */
export interface TokenStore {
  /** False, and nothing kept, when the board has `max` tokens already. */
  readonly putToken: (token: Omit<TokenRow, 'used'>, max: number) => Promise<boolean>
  /** Oldest first. */
  readonly tokensOf: (board: string) => Promise<readonly TokenRow[]>
  /** Undefined once the token is withdrawn. */
  readonly findToken: (hash: string) => Promise<TokenRow | undefined>
  readonly tokenUsed: (hash: string, at: number) => Promise<void>
  /** False when the board has no such token. */
  readonly withdrawToken: (board: string, id: string) => Promise<boolean>
}

export interface TokenRow {
  readonly hash: string
  readonly board: string
  /** Tells it from the board's others; opens nothing. */
  readonly id: string
  /** Its use, as a facilitator wrote it. */
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /**
   * The participant id of the facilitator who made it. A facilitator who is cut off with their link loses their tokens too
   * (see BoardStore.revokeLink).
   */
  readonly maker: string
  /** Milliseconds since 1970. */
  readonly created: number
  /** The last use; null before the first. */
  readonly used: number | null
}
