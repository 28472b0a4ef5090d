import * as Y from 'yjs'
import { indexOfClock, structsOf, type StoredStruct } from '#shared/board/yjs-internals.ts'
import { Fill } from '#shared/wire/message.ts'
import { parseUpdate } from '../guard/parse-update.ts'
import { memoryOf, maxMemoryOfByte, memoryOfNothing, memoryOfUpdate } from './document-memory.ts'
import { documentLimits, type DocumentBounds, type MemoryPool } from './memory-pools.ts'
import { Bucket } from '../basics/bucket.ts'
import { emptyUpdate } from '../basics/update-pack.ts'

/**
 * The size of a document, encoded and in memory. Counting the whole document is slow, so every update is
 * added at its highest possible cost. The document is counted only when that sum comes near a limit.
 */
export class DocumentSize {
  readonly bounds: DocumentBounds
  readonly #pool: MemoryPool
  #doc: Y.Doc | undefined
  /** Encoded bytes at most. */
  #sum: number
  #encodeAt: number
  /** As it was encoded last. */
  #encoded = 0
  /** Encoded bytes at most, from which on `fill` encodes again. */
  #fillAt: number
  #isFull = false
  /** Bytes taken of the pool. */
  #memory = 0
  #counted = 0
  /**
   * Encoded bytes that the running transaction has announced. The document reports them when the
   * transaction ends.
   */
  #foreseen = 0
  #encodedAt = -Infinity
  #countedAt = -Infinity
  #adjustments: Bucket | undefined
  #isClosed = false

  /**
   * Reserves memory for a document of `bytes` stored bytes that is not read yet. Undefined when there is
   * no memory.
   */
  static reserve(bytes: number, bounds: DocumentBounds, pool: MemoryPool): DocumentSize | undefined {
    const maxMemory = Math.floor(documentLimits.overfull * bounds.memory)
    const memory = Math.min(memoryOfNothing + bytes * documentLimits.memoryOfStoredByte, maxMemory)
    return pool.fits(memory, memory) ? new DocumentSize(bytes, memory, bounds, pool) : undefined
  }

  private constructor(bytes: number, memory: number, bounds: DocumentBounds, pool: MemoryPool) {
    this.bounds = bounds
    this.#pool = pool
    this.#sum = bytes
    this.#encodeAt = bounds.bytes
    this.#fillAt = documentLimits.nearlyFull * bounds.bytes
    this.#takeMemory(memory)
  }

  /**
   * Counts a document that has been read. False when it takes more than was reserved and there is no
   * memory for it.
   */
  follow(doc: Y.Doc, memory: number = memoryOf(doc)): boolean {
    this.#doc = doc
    this.#setCount(memory)
    return this.#pool.fits(0, this.#memory)
  }

  /** Adds an update that is about to be applied, so that later updates of the same transaction see it. */
  foresee(update: Uint8Array): void {
    this.#foreseen += update.byteLength
    this.#takeMemory(update.byteLength * maxMemoryOfByte)
  }

  /**
   * Reserves memory for a change of many transactions. Call the returned function when the change is
   * done: it releases the memory and counts the document. Undefined when the document would become
   * overfull or there is no memory.
   */
  claim(memory: number, at: number): (() => void) | undefined {
    this.#countWhenDue(at)
    const after = this.#memory + memory
    const isBeyond = this.isOverfull(emptyUpdate, at) || after > documentLimits.overfull * this.bounds.memory
    // A change that only frees memory is never refused.
    if (memory > 0 && (isBeyond || !this.#pool.fits(memory, after))) return undefined
    let held = Math.max(0, memory)
    this.#pool.take(held)
    return () => {
      this.#pool.take(-held)
      held = 0
      this.#count()
    }
  }

  /** Adds the update of a transaction that has ended. */
  grow(bytes: number): void {
    this.#sum += bytes
    this.#takeMemory(Math.max(0, bytes - this.#foreseen) * maxMemoryOfByte)
    this.#foreseen = 0
    const uncounted = this.#memory - this.#counted
    if (uncounted > Math.max(documentLimits.uncountedMemory, this.#counted)) this.#count()
  }

  /** Gives the memory back: the document has left memory. */
  close(): void {
    if (this.#isClosed) return
    this.#takeMemory(-this.#memory)
    this.#isClosed = true
  }

  /**
   * True for an update that only deletes and splits no struct: it makes even the largest document smaller.
   */
  isFreeing(update: Uint8Array): boolean {
    if (!this.#doc || !onlyDeletes(update)) return false
    const doc = this.#doc
    return parseUpdate(update).deletes.every(({ client, ranges }) => {
      const structs = structsOf(doc, client)
      return !ranges.some(({ clock, end }) => splits(structs, clock) || splits(structs, end))
    })
  }

  /**
   * True when the update would make the document larger than allowed. `at`: milliseconds on a steady clock.
   */
  isFull(update: Uint8Array, at: number): boolean {
    return this.#isEncodedFull(at) || this.#isBeyond(this.bounds.memory, update, at)
  }

  /** How full the document is. It is encoded and counted only near its limits, and after some growth. */
  fill(at: number): Fill {
    const { bytes, memory } = this.bounds
    const near = documentLimits.nearlyFull
    const mayHaveShrunk = this.#encoded >= near * bytes && at - this.#encodedAt > documentLimits.recountMs
    if (this.#sum > this.#fillAt || mayHaveShrunk) {
      this.#encode(at)
      this.#fillAt = Math.max(near * bytes, this.#sum + bytes / 16)
    }
    if (this.#memory > near * memory) this.#countWhenDue(at)
    const part = Math.max(this.#encoded / bytes, this.#memory / memory)
    if (part >= 1) return Fill.full
    return part >= near ? Fill.nearlyFull : Fill.roomy
  }

  /** True when the update would make the document too large even for people who may clean it up. */
  isOverfull(update: Uint8Array, at: number): boolean {
    return this.#isTimes(documentLimits.overfull, update, at)
  }

  /**
   * True when this many small values (locks, limits, a title) may change: each change leaves some bytes
   * behind. The bound is larger than for other changes. When there is no memory left, only a few changes
   * pass.
   */
  mayAdjust(count: number, at: number): boolean {
    if (this.#isTimes(documentLimits.adjustable, emptyUpdate, at)) return false
    if (!this.isCrowdedOut(emptyUpdate, at)) return true
    this.#adjustments ??= new Bucket(documentLimits.adjustmentsPerSecond, documentLimits.adjustmentBurst, at)
    return this.#adjustments.take(count, at)
  }

  /** True when there is no memory for the update in the pool. */
  isCrowdedOut(update: Uint8Array, at: number): boolean {
    const fits = (more: number): boolean => this.#pool.fits(more, this.#memory + more)
    if (fits(update.byteLength * maxMemoryOfByte)) return false
    this.#countWhenDue(at)
    return !fits(memoryOfUpdate(parseUpdate(update)))
  }

  #isTimes(factor: number, update: Uint8Array, at: number): boolean {
    const { bytes, memory } = this.bounds
    const isBeyondEncoded = this.#isEncodedFull(at) && this.#sum > factor * bytes
    return isBeyondEncoded || this.#isBeyond(factor * memory, update, at)
  }

  #isBeyond(maxMemory: number, update: Uint8Array, at: number): boolean {
    if (this.#memory + update.byteLength * maxMemoryOfByte <= maxMemory) return false
    this.#countWhenDue(at)
    if (this.#memory + update.byteLength * maxMemoryOfByte <= maxMemory) return false
    return this.#memory + memoryOfUpdate(parseUpdate(update)) > maxMemory
  }

  #isEncodedFull(at: number): boolean {
    const isDue = this.#isFull ? at - this.#encodedAt > documentLimits.recountMs : this.#sum > this.#encodeAt
    if (isDue) this.#encode(at)
    return this.#isFull
  }

  #encode(at: number): void {
    if (!this.#doc) return
    const maxBytes = this.bounds.bytes
    this.#encodedAt = at
    this.#sum = Y.encodeStateAsUpdate(this.#doc).byteLength
    this.#encoded = this.#sum
    this.#isFull = this.#sum > maxBytes
    // Without this distance a document near the limit would be encoded for every update.
    this.#encodeAt = Math.max(maxBytes, this.#sum + maxBytes / 8)
    this.#count()
  }

  /**
   * Counts only after some growth or time, so that a document near a limit is not counted for every update.
   */
  #countWhenDue(at: number): void {
    const uncounted = this.#memory - this.#counted
    if (uncounted <= this.#counted / 4 && at - this.#countedAt <= documentLimits.recountMs) return
    this.#countedAt = at
    this.#count()
  }

  #count(): void {
    if (this.#doc) this.#setCount(memoryOf(this.#doc))
  }

  #setCount(memory: number): void {
    this.#counted = memory
    this.#takeMemory(memory - this.#memory)
  }

  #takeMemory(bytes: number): void {
    if (this.#isClosed) return
    this.#memory += bytes
    this.#pool.take(bytes)
  }
}

/** True for an update without structs: its first byte is the number of clients that have some. */
export function onlyDeletes(update: Uint8Array): boolean {
  return update[0] === 0
}

/** True when a deletion that begins or ends at `clock` splits a struct in two, which takes more memory. */
function splits(structs: readonly StoredStruct[], clock: number): boolean {
  const last = structs.at(-1)
  if (!last || clock >= last.id.clock + last.length) return false
  const struct = structs[indexOfClock(structs, clock)]
  return struct !== undefined && !struct.deleted && struct.id.clock !== clock
}
