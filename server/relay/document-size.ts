import * as Y from 'yjs'
import { parseUpdate } from '../guard/parse-update.ts'
import { memoryOf, memoryOfByte, memoryOfNothing, memoryOfUpdate } from './document-memory.ts'
import { limits } from './limits.ts'
import { Bucket } from '../basics/bucket.ts'
import type { Bounds, Pool } from './open-documents.ts'

/** An update without anything in it. */
export const nothing: Uint8Array = Uint8Array.of(0, 0)

/**
 * How large a document is, as encoded and in memory, without looking through it again and again: what was added is summed,
 * as if it were all of the costliest kind and nothing had been overwritten, and only a sum that matters is looked into.
 */
export class DocumentSize {
  readonly bounds: Bounds
  readonly #pool: Pool
  #doc: Y.Doc | undefined
  /** As encoded. */
  #sum: number
  #encodeAt: number
  #isFull = false
  /** What is taken of the pool. */
  #memory = 0
  #counted = 0
  /** Taken for an update of the transaction under way, which the document will tell of when it is over. */
  #foreseen = 0
  #lookedAt = -Infinity
  #countedAt = -Infinity
  #adjustments: Bucket | undefined
  #isClosed = false

  /** Takes room for a document of so many bytes that is still to be read; undefined when there is none. */
  static reserve(bytes: number, bounds: Bounds, pool: Pool): DocumentSize | undefined {
    const most = Math.floor(limits.overfull * bounds.memory)
    const memory = Math.min(memoryOfNothing + bytes * limits.memoryOfStoredByte, most)
    return pool.fits(memory, memory) ? new DocumentSize(bytes, memory, bounds, pool) : undefined
  }

  private constructor(bytes: number, memory: number, bounds: Bounds, pool: Pool) {
    this.bounds = bounds
    this.#pool = pool
    this.#sum = bytes
    this.#encodeAt = bounds.bytes
    this.#takeMemory(memory)
  }

  /** It has been read. False when it takes more than was thought, and there is no room for that. */
  follow(doc: Y.Doc, memory: number = memoryOf(doc)): boolean {
    this.#doc = doc
    this.#counts(memory)
    return this.#pool.fits(0, this.#memory)
  }

  /** An update is about to be applied: others of the same transaction are to know. */
  foresee(update: Uint8Array): void {
    this.#foreseen += update.byteLength
    this.#takeMemory(update.byteLength * memoryOfByte)
  }

  /**
   * Keeps room for what is about to be added in many transactions, until what is returned is called, which counts what there is by
   * then. Undefined when there is none, or it would be more than anybody may add.
   */
  claim(memory: number, at: number): (() => void) | undefined {
    this.#countWhenDue(at)
    const after = this.#memory + memory
    const isBeyond = this.isOverfull(nothing, at) || after > limits.overfull * this.bounds.memory
    // What only makes it smaller is never refused.
    if (memory > 0 && (isBeyond || !this.#pool.fits(memory, after))) return undefined
    let held = Math.max(0, memory)
    this.#pool.take(held)
    return () => {
      this.#pool.take(-held)
      held = 0
      this.#count()
    }
  }

  /** A transaction is over. */
  grow(bytes: number): void {
    this.#sum += bytes
    this.#takeMemory(Math.max(0, bytes - this.#foreseen) * memoryOfByte)
    this.#foreseen = 0
    const uncounted = this.#memory - this.#counted
    if (uncounted > Math.max(limits.uncountedMemory, this.#counted)) this.#count()
  }

  /** It has left memory. */
  close(): void {
    if (this.#isClosed) return
    this.#takeMemory(-this.#memory)
    this.#isClosed = true
  }

  /** It only deletes, and makes no more of what it leaves: however large the document is, it becomes smaller. */
  isFreeing(update: Uint8Array): boolean {
    if (!this.#doc || !onlyDeletes(update)) return false
    const { clients } = this.#doc.store
    return parseUpdate(update).deletes.every(({ client, ranges }) => {
      const structs = clients.get(client)
      return !structs || !ranges.some(({ clock, end }) => splits(structs, clock) || splits(structs, end))
    })
  }

  /** Larger than a document may become, with this update in it; `at` in milliseconds on any steady clock. */
  isFull(update: Uint8Array, at: number): boolean {
    return this.#isEncodedFull(at) || this.#isBeyond(this.bounds.memory, update, at)
  }

  /** Larger than anybody may make it, also who is to remove what fills it. */
  isOverfull(update: Uint8Array, at: number): boolean {
    return this.#isTimes(limits.overfull, update, at)
  }

  /**
   * So many small things of it may be set anew (locks, limits, a title): each leaves something behind. The larger bound, and no more than a
   * few where there is no room among all that is open.
   */
  mayAdjust(count: number, at: number): boolean {
    if (this.#isTimes(limits.adjustable, nothing, at)) return false
    if (!this.isCrowdedOut(nothing, at)) return true
    this.#adjustments ??= new Bucket(limits.adjustmentsPerSecond, limits.adjustmentBurst, at)
    return this.#adjustments.take(count, at)
  }

  /** With this update in it there would be no room for all that is open. */
  isCrowdedOut(update: Uint8Array, at: number): boolean {
    const fits = (more: number): boolean => this.#pool.fits(more, this.#memory + more)
    if (fits(update.byteLength * memoryOfByte)) return false
    this.#countWhenDue(at)
    return !fits(memoryOfUpdate(parseUpdate(update)))
  }

  #isTimes(factor: number, update: Uint8Array, at: number): boolean {
    const { bytes, memory } = this.bounds
    const isBeyondEncoded = this.#isEncodedFull(at) && this.#sum > factor * bytes
    return isBeyondEncoded || this.#isBeyond(factor * memory, update, at)
  }

  #isBeyond(most: number, update: Uint8Array, at: number): boolean {
    if (this.#memory + update.byteLength * memoryOfByte <= most) return false
    this.#countWhenDue(at)
    if (this.#memory + update.byteLength * memoryOfByte <= most) return false
    return this.#memory + memoryOfUpdate(parseUpdate(update)) > most
  }

  #isEncodedFull(at: number): boolean {
    const isDue = this.#isFull ? at - this.#lookedAt > limits.fullLookMs : this.#sum > this.#encodeAt
    if (isDue) this.#encode(at)
    return this.#isFull
  }

  #encode(at: number): void {
    if (!this.#doc) return
    const most = this.bounds.bytes
    this.#lookedAt = at
    this.#sum = Y.encodeStateAsUpdate(this.#doc).byteLength
    this.#isFull = this.#sum > most
    // Near the limit it would be encoded for every update.
    this.#encodeAt = Math.max(most, this.#sum + most / 8)
    this.#count()
  }

  /** Near a limit it would be looked through for every update. */
  #countWhenDue(at: number): void {
    const uncounted = this.#memory - this.#counted
    if (uncounted <= this.#counted / 4 && at - this.#countedAt <= limits.fullLookMs) return
    this.#countedAt = at
    this.#count()
  }

  #count(): void {
    if (this.#doc) this.#counts(memoryOf(this.#doc))
  }

  #counts(memory: number): void {
    this.#counted = memory
    this.#takeMemory(memory - this.#memory)
  }

  #takeMemory(bytes: number): void {
    if (this.#isClosed) return
    this.#memory += bytes
    this.#pool.take(bytes)
  }
}

/** It begins with the number of clients whose structs it has. */
export function onlyDeletes(update: Uint8Array): boolean {
  return update[0] === 0
}

/** A deletion that begins or ends there cuts something in two, which takes more memory than it did. */
function splits(structs: (Y.Item | Y.GC)[], clock: number): boolean {
  const last = structs.at(-1)
  if (!last || clock >= last.id.clock + last.length) return false
  const struct = structs[Y.findIndexSS(structs, clock)]
  return struct !== undefined && !struct.deleted && struct.id.clock !== clock
}
