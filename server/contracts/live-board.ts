import type * as Y from 'yjs'
import type { Participant, Role } from '#shared/workshop/role.ts'

/** A person let in by a link. The secret itself is known to the browser alone; the server keeps its hash. */
export interface Session {
  readonly hash: string
  readonly board: string
  readonly role: Role
  /** Hash of the link it came by, so that revoking the link ends it. */
  readonly link: string
  readonly participant: Participant
}

export type ExclusiveUse = (doc: Y.Doc, made: () => readonly Uint8Array[]) => Promise<void>

/** A board that is open in memory, as the rest of the server may use it. The room implements it. */
export interface LiveBoard {
  readonly id: string
  /**
   * Looks at the document. `look` must not keep or change it. The document may include a tick that is still
   * being committed: a later `write` may build on it, but nobody may be shown it (see Rooms.snapshot).
   */
  readonly read: <T>(look: (doc: Y.Doc) => T) => T
  /**
   * Changes the document under the server's client id. Settles with the result of `change` once it is durable and
   * sent to everybody.
   */
  readonly write: <T>(change: (doc: Y.Doc) => T) => Promise<T>
  /**
   * Gives `use` the document alone, for any number of transactions. Updates wait, and nobody is shown
   * anything. Its changes (`made`: the updates so far) must be durable when its promise settles; then they
   * are shown at once. If it rejects after a change, the document in memory is dropped and read again.
   */
  readonly exclusively: (use: ExclusiveUse) => Promise<void>
  /** False while the store takes nothing. A `write` then waits. */
  readonly isWritable: () => boolean
  /** False when the document has its largest size. Commands must then add nothing. */
  readonly mayGrow: () => boolean
  /**
   * True when a command may change so many small values (a lock, a title). It also works on a full
   * document, within limits. The changes are counted as done.
   */
  readonly mayAdjust: (count: number) => boolean
  /**
   * Reserves memory for content that the server is about to add. Call the returned function when it is
   * added. Undefined when there is no memory, or the document would become too large. Never undefined for a
   * negative number.
   */
  readonly claim: (memory: number) => (() => void) | undefined
  /** One entry for each connection. */
  readonly sessions: () => readonly Session[]
  /** Gives all sessions of this person the new name and colour, and shows them to everybody. */
  readonly changeParticipant: (participant: Participant) => void
  /**
   * Sends a frame to each connection of one participant that speaks our messages. The stock client does not.
   */
  readonly sendTo: (participant: string, frame: Uint8Array) => void
  /** Sends a frame to every connection that speaks our messages. */
  readonly sendAll: (frame: Uint8Array) => void
}

/** The part of a pino logger the relay uses. Never pass it a token or a note's text. */
export interface RelayLog {
  readonly info: (facts: object, message: string) => void
  readonly warn: (facts: object, message: string) => void
  readonly error: (facts: object, message: string) => void
}
