import type { Connection } from './connection.ts'
import { limits } from './limits.ts'

/**
 * How far a connection is with the document of its room.
 * - joining: it was never answered, and receives no document frames.
 * - synced: it receives every frame.
 * - answering: as synced, with a large answer in flight. `bytes` in the buffer are then no sign of lag.
 *   Once it has the answer, it knows `vector`.
 * - lagging: it receives no frames. One difference from `vector` brings it up to date.
 */
type State =
  | { readonly kind: 'joining' }
  | { readonly kind: 'synced' }
  | { readonly kind: 'answering'; readonly bytes: number; readonly vector: Uint8Array | undefined }
  | { readonly kind: 'lagging'; readonly bytes: number; readonly vector: Uint8Array }

/** Parts of one write that a connection can take now. */
export type Capacity = 'all' | 'document' | 'none'

/** How much of the waiting bytes the network took, seen at a sweep. */
interface Progress {
  /** Bytes taken at the last sweep. */
  readonly last: number
  /** Bytes taken when there was last enough progress, and when that was. */
  readonly taken: number
  readonly since: number
}

const joining: State = { kind: 'joining' }
const synced: State = { kind: 'synced' }

/** The only owner of this state. Rooms ask it what a connection may be sent, and tell it what was sent. */
export class DocumentSync {
  readonly #connection: Connection
  #state: State = joining
  /** A state vector that waits for the document to become durable. A later one replaces it. */
  #question: Uint8Array | undefined
  #missedPresence = false
  #progress: Progress | undefined

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** True when the connection receives document frames. */
  get isReceiving(): boolean {
    return this.#state.kind === 'synced' || this.#state.kind === 'answering'
  }

  get isLagging(): boolean {
    return this.#state.kind === 'lagging'
  }

  /** The state vector from which a lagging connection must be brought up to date. */
  get lagVector(): Uint8Array | undefined {
    return this.#state.kind === 'lagging' ? this.#state.vector : undefined
  }

  /** Bytes of the last large answer, which may still be in flight. */
  get answerBytes(): number {
    return 'bytes' in this.#state ? this.#state.bytes : 0
  }

  /** The state vector after the answer in flight. Asking again must not bring the whole answer twice. */
  get answerVector(): Uint8Array | undefined {
    return this.#state.kind === 'answering' ? this.#state.vector : undefined
  }

  /** Keeps the newest question. True when no earlier one was waiting. */
  ask(vector: Uint8Array): boolean {
    const isFirst = this.#question === undefined
    this.#question = vector
    return isFirst
  }

  takeQuestion(): Uint8Array | undefined {
    const question = this.#question
    this.#question = undefined
    return question
  }

  /**
   * An answer of `bytes` was written. `vector`: see State. True when the connection also needs
   * everybody's presence.
   */
  answered(bytes: number, vector: Uint8Array | undefined): boolean {
    const needsPresence = this.#missedPresence || !this.isReceiving
    this.#state = { kind: 'answering', bytes, vector }
    return needsPresence
  }

  /** Stops the frames: `vector` is all the connection has. False when it lags already. */
  fallBehind(vector: Uint8Array): boolean {
    if (this.#state.kind === 'lagging') return false
    this.#state = { kind: 'lagging', bytes: this.answerBytes, vector }
    return true
  }

  missPresence(): void {
    this.#missedPresence = true
  }

  presenceSent(): void {
    this.#missedPresence = false
  }

  /**
   * Decides which part of a write with a document frame of `size` bytes fits. Ask only while `isReceiving`.
   */
  capacityFor(size: number): Capacity {
    const { waiting } = this.#connection
    const isLarge = size > limits.lagBytes
    if (waiting <= limits.presenceLagBytes) {
      // A frame as large as an answer, such as a restored board, may take as long.
      this.#state = isLarge ? { kind: 'answering', bytes: size, vector: undefined } : synced
      return 'all'
    }
    return isLarge || waiting > limits.lagBytes + this.answerBytes ? 'none' : 'document'
  }

  /**
   * More is waiting than an honest connection ever has, not counting an answer in flight, which may be a
   * whole board.
   */
  get isOverfull(): boolean {
    return this.#connection.waiting > limits.lagLimitBytes + this.answerBytes
  }

  /** Called at each sweep. A slow line is fine as long as the waiting bytes move. */
  isStalled(at: number): boolean {
    const { taken, waiting } = this.#connection
    // A ping and its answer wait behind the rest.
    if (this.#progress && taken > this.#progress.last) this.#connection.markAlive()
    if (waiting === 0 && !this.isLagging) {
      this.#progress = undefined
      return false
    }
    const isBehind = waiting > limits.lagBytes || this.isLagging
    const isEnough = !this.#progress || !isBehind || taken - this.#progress.taken >= limits.lagBytes
    const { taken: enoughTaken, since } = !isEnough && this.#progress ? this.#progress : { taken, since: at }
    this.#progress = { last: taken, taken: enoughTaken, since }
    return at - since > limits.lagLimitMs
  }
}
