import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Json } from '../board/activities.ts'
import type { Hands, OwnReason } from '../workshop/round.ts'
import type { Participant, Role } from '../workshop/role.ts'

/**
 * The first varUint of every websocket frame. 0–3 are y-websocket's own; ours begin at 64. Several messages may
 * stand in one frame one after the other only from server to our own client (which says hello); the stock client
 * gets one message a frame and none of ours.
 */
export const MessageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Client → server: `ClientHello` as JSON. Server → client: `ServerHello` as JSON. */
  hello: 64,
  /** Server → client: varUint, how many of this connection's sync step 2 and update messages are on disk. */
  saved: 65,
  /** Server → client: `Refusal` as JSON; nothing of the refused message was applied. */
  refused: 66,
  /** Client → server: `CommandEnvelope` as JSON. */
  command: 67,
  /** Server → client: `CommandReply` as JSON. */
  reply: 68,
  /** Server → client: `OwnBallot` as JSON, to the voter's own connections only. */
  ballot: 69,
  /** Client → server: one pointer, see cursor.ts. */
  cursor: 70,
  /** Server → client: many pointers, see cursor.ts. */
  cursors: 71,
  /** Server → client: `Gathering` as JSON: the facilitator asks everyone to look at one place. */
  gather: 72,
  /**
   * Server → client: two varUints, how many facilitators and participants are here and how many viewers, projectors
   * included; at most once a second. In a crowd it stands for cursors.
   */
  people: 73,
  /**
   * Server → client: varUint, 0 when the server's disk takes no changes, 1 when it does again. Meanwhile updates wait
   * without an acknowledgement. Sent on each change, and to clients that join meanwhile.
   */
  writable: 74,
  /** Server → client: `Participant` as JSON, to all connections of a person whose name or colour has changed. */
  me: 75,
  /**
   * Server → client that takes slices (`ClientHello`): varUint, bytes of the slices that follow; then bytes of this one:
   * a Yjs update, deflated. A browser shows nothing of an incomplete frame, so a large answer comes in several. Each
   * slice builds on earlier ones alone. The last one, which nothing follows, counts as a sync step 2.
   */
  slice: 76,
  /**
   * Server → client: varUint, how full the document is for people who may not clean it up (`Fill`). Sent on each change,
   * and to clients that join when there is little room or none.
   */
  fill: 77,
  /**
   * Server → client: varUint, when the server restarts, in milliseconds since 1970 by its own clock; 0: it does not. Sent
   * when the host announces it or calls it off, and to clients that join meanwhile.
   */
  restart: 78,
  /** Server → client: `ProjectedPages` as JSON, to facilitators: the pages that they may turn for the room. */
  pages: 79,
  /** Server → client: `Ink` as JSON, to everybody, at most twice a second, while the room signs a sentence. */
  ink: 80,
} as const
export type MessageType = (typeof MessageType)[keyof typeof MessageType]

export const Fill = { roomy: 0, nearlyFull: 1, full: 2 } as const
export type Fill = (typeof Fill)[keyof typeof Fill]

/** Changes with the form of any message. A client of another version is asked to reload. */
export const wireVersion = 5

/** Hash of the form of every message. tests/unit/wire-version.test.ts computes it and explains a difference. */
export const wireHash = '3ca90e13d76ad967'

/** The websocket subprotocol the server selects; the session secret is offered as the second one and not echoed. */
export const subprotocol = 'board.v1'

/**
 * Offered in place of the secret by a page whose person is just joining. Its socket belongs to nobody, until its first
 * message is the secret as text.
 */
export const joining = 'joining'

/** Close codes: 4400–4499 tell y-websocket's provider that trying again is useless. */
export const CloseCode = {
  /** The server is going away or the board is reloading: come back after the milliseconds in the reason. */
  restart: 1012,
  malformed: 4400,
  unauthorised: 4401,
  forbidden: 4403,
  boardGone: 4404,
  tooSlow: 4508,
  tooFast: 4529,
  /** The board cannot be written to at the moment, or had to be reloaded from disk. */
  tryAgain: 4503,
  /** The board is damaged on the server's disk. People can open it again after a restore. */
  damaged: 4505,
} as const
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode]

/** Largest frame a client may send, bytes. */
export const frameLimit = 1_048_576

/** Largest Yjs update a client may send in one message while connected, bytes; a sync step 2 may fill the frame. */
export const updateLimit = 65_536

/**
 * Maximum number of Yjs structs in one update, and of ranges that it deletes. A letter may be a struct, and a million
 * bytes of them would block everybody. Measured: 5,000 letters are checked and applied in some 25 ms.
 */
export const structLimit = 5_000
export const rangeLimit = 50_000

/** A whole frame: the message's number, then its value as one JSON string. */
export function encodeJson(type: MessageType, value: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarString(encoder, JSON.stringify(value))
  return encoding.toUint8Array(encoder)
}

/** Reads the JSON string at the decoder; undefined when it is not JSON. The caller checks its form. */
export function decodeJson(decoder: decoding.Decoder): unknown {
  try {
    return JSON.parse(decoding.readVarString(decoder))
  } catch {
    // Hostile or truncated input is a value here, never a throw.
    return undefined
  }
}

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
