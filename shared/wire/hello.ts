import type { Json } from '../board/activities.ts'
import type { Hands, OwnReason } from '../workshop/round.ts'
import type { Participant, Role } from '../workshop/role.ts'

export interface ClientHello {
  readonly version: number
  /** A large answer may come in slices. */
  readonly takesSlices?: true
}

export interface ServerHello {
  readonly version: number
  readonly role: Role
  readonly me: Participant
  /** This connection's number in `cursors` messages; the same number stands in its awareness state. */
  readonly index: number
  /** Milliseconds since 1970 by the server's clock, to correct the client's. */
  readonly now: number
  /** The caller's own dots in every open round. */
  readonly ballots: readonly OwnBallot[]
  /** The move of the agenda whose step this person has said to be done with. */
  readonly doneWith?: number
  /** What activities know of this person alone, by their names. */
  readonly own?: Readonly<Record<string, Json>>
  /** So many people take part that a page which opens now shows the task in one column, without the canvas. */
  readonly opensInColumn?: true
  /**
   * Time when a damaged part of this board was set aside, in milliseconds since 1970. The board is then at its last good
   * state. Present only for a while.
   */
  readonly repairedAt?: number
  /** When the board is deleted if nobody changes it, in milliseconds since 1970. Present only in the last month. */
  readonly expiresAt?: number
}

/** One voter's own dots; nobody else ever receives them. */
export interface OwnBallot {
  readonly round: string
  readonly dots: Readonly<Record<string, number>>
  readonly remaining: number
  /** Of a long round of agreement: the options that this person is asked about. They may answer others, too. */
  readonly dealt?: readonly string[]
  /** In a round of agreement or choice: the reasons, by option. */
  readonly reasons?: Readonly<Record<string, OwnReason>>
  /** For facilitators alone: the show of hands as it is entered now. */
  readonly hands?: Hands
}
