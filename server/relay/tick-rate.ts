/** Long enough that one busy moment changes no window, short enough to follow a meeting that begins. Not measured. */
const memoryMs = 1_000

/** How many ticks a second all boards of the process take: the average over the last second or so. */
export class TickRate {
  #recent = 0
  #at = 0

  /** `now`: milliseconds of a steady clock. */
  count(now: number): void {
    this.#recent = this.perSecond(now) + 1
    this.#at = now
  }

  perSecond(now: number): number {
    return this.#recent * Math.exp((this.#at - now) / memoryMs)
  }
}
