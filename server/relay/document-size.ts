import { limits } from './limits.ts'

/** All documents that are open at once: too many large ones would fill the memory of the process. */
export interface OpenDocuments {
  readonly limit: number
  bytes: number
}

/**
 * How large a document is, without encoding it again and again: what was added is summed, which counts what was
 * overwritten since too, and only a sum beyond the limit is looked into.
 */
export class DocumentSize {
  readonly #measure: () => number
  readonly #all: OpenDocuments
  #sum: number
  #lookAt: number = limits.documentBytes
  #lookedAt = -Infinity
  #isFull = false

  /** `bytes` is its log's at the moment; `measure` encodes it, bytes. */
  constructor(bytes: number, measure: () => number, all: OpenDocuments = { bytes: 0, limit: Infinity }) {
    this.#measure = measure
    this.#all = all
    this.#sum = bytes
    all.bytes += bytes
  }

  grow(bytes: number): void {
    this.#sum += bytes
    this.#all.bytes += bytes
  }

  /** It has left memory. */
  close(): void {
    this.grow(-this.#sum)
  }

  /** Larger than a document may become; `at` in milliseconds on any steady clock. */
  isFull(at: number): boolean {
    const isDue = this.#isFull ? at - this.#lookedAt > limits.fullLookMs : this.#sum > this.#lookAt
    if (isDue) this.#look(at)
    return this.#isFull
  }

  /** Larger than anybody may make it, also who is to remove what fills it. */
  isOverfull(at: number): boolean {
    return this.isFull(at) && this.#sum > limits.overfull * limits.documentBytes
  }

  /** There is no room for all that is open, and this is not one of the small ones. */
  isCrowdedOut(at: number): boolean {
    const isCrowded = (): boolean => this.#all.bytes > this.#all.limit && this.#sum > limits.smallBytes
    if (isCrowded() && at - this.#lookedAt > limits.fullLookMs) this.#look(at)
    return isCrowded()
  }

  #look(at: number): void {
    this.#lookedAt = at
    this.grow(this.#measure() - this.#sum)
    this.#isFull = this.#sum > limits.documentBytes
    // Near the limit it would be encoded for every update.
    this.#lookAt = Math.max(limits.documentBytes, this.#sum + limits.documentBytes / 8)
  }
}
