import { limits } from './limits.ts'

/**
 * How large a document is, without encoding it again and again: what was added is summed, which counts what was
 * overwritten since too, and only a sum beyond the limit is looked into.
 */
export class DocumentSize {
  readonly #measure: () => number
  #sum: number
  #lookAt: number = limits.documentBytes
  #lookedAt = -Infinity
  #isFull = false

  /** `bytes` is its log's at the moment; `measure` encodes it, bytes. */
  constructor(bytes: number, measure: () => number) {
    this.#sum = bytes
    this.#measure = measure
  }

  grow(bytes: number): void {
    this.#sum += bytes
  }

  /** Larger than a document may become; `at` in milliseconds on any steady clock. */
  isFull(at: number): boolean {
    const isDue = this.#isFull ? at - this.#lookedAt > limits.fullLookMs : this.#sum > this.#lookAt
    if (!isDue) return this.#isFull
    this.#lookedAt = at
    this.#sum = this.#measure()
    this.#isFull = this.#sum > limits.documentBytes
    // Near the limit it would be encoded for every update.
    this.#lookAt = Math.max(limits.documentBytes, this.#sum + limits.documentBytes / 8)
    return this.#isFull
  }
}
