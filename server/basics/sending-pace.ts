/**
 * At least so many bytes, or the rest, must come in each window: 64 kbit/s. The window is long enough for a phone in a
 * tunnel. Silence is shorter. Not measured.
 */
const minBytes = 160_000
const stepsOfWindow = 4
const stepsOfSilence = 3

/** How often to tell the bytes: a sender is given up within a window of four such steps. */
export const paceStepMs = 5_000

/** Finds senders that send almost nothing. */
export class SendingPace {
  #recent: number[] = []
  #before = 0

  /** Tells how many bytes have come so far, once in `paceStepMs`. True when the sender is too slow. */
  isTooSlow(bytes: number): boolean {
    this.#recent = [...this.#recent, bytes - this.#before].slice(-stepsOfWindow)
    this.#before = bytes
    const last = this.#recent.slice(-stepsOfSilence)
    const isSilent = last.length === stepsOfSilence && last.every((some) => some === 0)
    const isSlow = this.#recent.length === stepsOfWindow && sum(this.#recent) < minBytes
    return isSilent || isSlow
  }

  /** The sender was kept from sending for this step. */
  skip(bytes: number): void {
    this.#before = bytes
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, some) => total + some, 0)
}
