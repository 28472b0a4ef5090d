import type * as Y from 'yjs'
import type { Participant } from '#shared/workshop/role.ts'
import type { Session } from './session.ts'

export type ExclusiveUse = (doc: Y.Doc, made: () => readonly Uint8Array[]) => Promise<void>

/** What the rest of the server may do with a board that is open in memory; the room stands behind it. */
export interface LiveBoard {
  readonly id: string
  /**
   * Looks at the document; the function must not keep or change it. It may hold one tick that is still being
   * committed: safe to decide a `write` from (which commits after it), not to show to anybody (see Rooms.snapshot).
   */
  readonly read: <T>(look: (doc: Y.Doc) => T) => T
  /** Changes the document as the server itself (its own client id); settles once durable and sent to everyone. */
  readonly write: (change: (doc: Y.Doc) => void) => Promise<void>
  /**
   * Has the document to itself for as long as it likes, in as many transactions: whatever arrives waits, and nobody is
   * shown anything. What `use` has done must be durable when its promise settles (`made`: the updates so far); then it
   * is shown at once. If it rejects after a change, the document in memory is dropped and read again.
   */
  readonly exclusively: (use: ExclusiveUse) => Promise<void>
  /** False while the store takes nothing: a `write` waits until it does. */
  readonly isWritable: () => boolean
  /** False when the document is as large as anybody may make it: what is asked of the server is to add nothing then. */
  readonly mayGrow: () => boolean
  /**
   * So many small things may be set anew by command: also on a document that may not grow, but not without end. What is asked for
   * is taken to be done.
   */
  readonly mayAdjust: (count: number) => boolean
  /**
   * Keeps so much memory for what the server is about to add, until what is returned is called, after that. Undefined when there is none,
   * or the document would become larger than anybody may make it; never so for less than nothing.
   */
  readonly claim: (memory: number) => (() => void) | undefined
  /** One entry a connection. */
  readonly sessions: () => readonly Session[]
  /** Gives all sessions of this person the new name and colour, and shows them to everybody. */
  readonly changeParticipant: (participant: Participant) => void
  /** A frame for every connection of one participant that speaks our messages (not the stock client). */
  readonly sendTo: (participant: string, frame: Uint8Array) => void
  /** A frame for every connection that speaks our messages. */
  readonly sendAll: (frame: Uint8Array) => void
}
