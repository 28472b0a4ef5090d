/** A token bucket: `burst` at once, refilled at `perSecond`. Times are milliseconds on any steady clock. */
export class Bucket {
  readonly #perSecond: number
  readonly #burst: number
  #level: number
  #at: number

  constructor(perSecond: number, burst: number, at: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#level = burst
    this.#at = at
  }

  /** Takes `cost` and returns true, or takes nothing and returns false. */
  take(cost: number, at: number): boolean {
    this.#refill(at)
    if (this.#level < cost) return false
    this.#level -= cost
    return true
  }

  /** Takes `cost` even below zero: for costs that are known only afterwards. */
  charge(cost: number, at: number): void {
    this.#refill(at)
    this.#level -= cost
  }

  /** The current level. Below zero after a large charge. */
  level(at: number): number {
    this.#refill(at)
    return this.#level
  }

  isFull(at: number): boolean {
    this.#refill(at)
    return this.#level === this.#burst
  }

  #refill(at: number): void {
    this.#level = Math.min(this.#burst, this.#level + ((at - this.#at) / 1_000) * this.#perSecond)
    this.#at = at
  }
}
