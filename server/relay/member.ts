import type { Participant } from '#shared/workshop/role.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import type { Session } from '../contracts/live-board.ts'
import { Bucket } from '../basics/bucket.ts'
import type { Connection } from './connection.ts'
import { DocumentSync } from './document-sync.ts'
import { countFrame, frameOf } from './frame.ts'
import { limits } from './limits.ts'

export interface NewMember {
  readonly connection: Connection
  readonly session: Session
  /** Its number in `cursors` messages. */
  readonly index: number
  /** Shared by all connections of the same person in this room. */
  readonly budgets: Budgets
  /** When it joined, in milliseconds on the steady clock. */
  readonly at: number
}

/** One connection in a room: its session, its limits, and how far it is with the document. */
export class Member {
  readonly connection: Connection
  readonly index: number
  readonly budgets: Budgets
  readonly sync: DocumentSync
  readonly #joinedAt: number
  #session: Session
  #client: 'stock' | 'ours' = 'stock'
  #takesSlices = false
  #saved = 0
  #hasSentLargeAnswer = false
  /** It has sent what the server lacked. Until then an update may build on one that is still to come. */
  #hasAnswered: boolean
  /** Updates that were refused before it had answered. They are tried again. */
  #held: Uint8Array[] = []

  constructor({ connection, session, index, budgets, at }: NewMember) {
    this.connection = connection
    this.index = index
    this.budgets = budgets
    this.sync = new DocumentSync(connection)
    this.#joinedAt = at
    this.#session = session
    // A viewer has nothing to send.
    this.#hasAnswered = !mayWrite(session.role)
  }

  get session(): Session {
    return this.#session
  }

  /** It said hello: it is our client, and understands our messages. */
  get speaksOurs(): boolean {
    return this.#client === 'ours'
  }

  /** It takes a large answer in slices. */
  get takesSlices(): boolean {
    return this.#takesSlices
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered
  }

  /** Its client said hello. */
  greet(takesSlices: boolean): void {
    this.#client = 'ours'
    this.#takesSlices = takesSlices
  }

  changeParticipant(participant: Participant): void {
    this.#session = { ...this.#session, participant }
  }

  /**
   * Sends one of our messages. The stock client gets none: it logs an error for a message it does not know.
   */
  notify(frame: Buffer): void {
    if (this.speaksOurs) this.connection.write(frame)
  }

  refuse({ code, message, field }: Refusal): void {
    const refusal = { code, message, ...(field !== undefined && { field }) }
    this.notify(frameOf(encodeJson(MessageType.refused, refusal)))
  }

  /** Counts updates that are on disk, and tells the client the new total. */
  acknowledge(count: number): void {
    this.#saved += count
    this.notify(countFrame(MessageType.saved, this.#saved))
  }

  /** True once: a client may answer the server's question with one large update. */
  takeLargeAnswer(): boolean {
    const isFirst = !this.#hasSentLargeAnswer
    this.#hasSentLargeAnswer = true
    return isFirst
  }

  /** Keeps an update that came before the client's answer. False when it must be refused now. */
  hold(update: Uint8Array): boolean {
    if (this.#hasAnswered || this.#held.length >= limits.heldUpdates) return false
    this.#held.push(update)
    return true
  }

  /** The client has answered, or had its time: returns the held updates. */
  release(): readonly Uint8Array[] {
    const held = this.#held
    this.#hasAnswered = true
    this.#held = []
    return held
  }

  /** True when updates are held for a client that has not answered in time. */
  isAnswerOverdue(at: number): boolean {
    return this.#held.length > 0 && at - this.#joinedAt > limits.answerLimitMs
  }
}

/**
 * The limits of one person on one board. All connections of the person share it, also one that comes back
 * again and again: they get no more than a single one that stays.
 */
export class Budgets {
  readonly updates: Bucket
  readonly bytes: Bucket
  /** Cursors, awareness, pings: everything except updates and commands. */
  readonly signals: Bucket
  /** Yjs client ids that are used for the first time. Each stays in the board's state vector permanently. */
  readonly clientIds: Bucket
  /** Milliseconds of checking and applying. */
  readonly work: Bucket
  connections = 0

  constructor(at: number) {
    this.updates = new Bucket(limits.updatesPerSecond, limits.updateBurst, at)
    this.bytes = new Bucket(limits.bytesPerSecond, limits.byteBurst, at)
    this.signals = new Bucket(limits.signalsPerSecond, limits.signalBurst, at)
    this.clientIds = new Bucket(limits.clientIdsPerSecond, limits.clientIdBurst, at)
    this.work = new Bucket(limits.workMsPerSecond, limits.workMsBurst, at)
  }

  /** True when a new one would be equal. */
  isForgettable(at: number): boolean {
    return (
      this.connections === 0 &&
      [this.updates, this.bytes, this.signals, this.clientIds, this.work].every((bucket) => bucket.isFull(at))
    )
  }
}
