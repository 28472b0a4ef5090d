import { inNextTurn } from '../basics/yield-turn.ts'
import { isBusy, limits, tickWindowMs } from './limits.ts'

/** Long enough that one busy moment changes no window, short enough to follow a meeting that begins. Not measured. */
const memoryMs = 1_000

/** How often something happens: the average over the last second or so. `now`: milliseconds of a steady clock. */
export class Rate {
  #recent = 0
  #at = 0

  count(now: number, times: number): void {
    this.#recent = this.perSecond(now) + times
    this.#at = now
  }

  perSecond(now: number): number {
    return this.#recent * Math.exp((this.#at - now) / memoryMs)
  }
}

/** What all boards of the process share: their load, and the beat at which they tick together while it is high. */
export class SharedPace {
  /** Deliveries a second, if each update were sent alone. */
  readonly load = new Rate()
  #due: (() => void)[] = []

  /** Tasks of one beat run one after the other: their appends are one message to the store and one commit. */
  inNextBeat(task: () => void): void {
    this.#due.push(task)
    if (this.#due.length > 1) return
    setTimeout(
      () => {
        for (const due of this.#due.splice(0)) inNextTurn(due)
      },
      limits.beatMs - (performance.now() % limits.beatMs),
    )
  }
}

/** When one board ticks: at once while the server is calm. A board is held back by the load of the others alone. */
export class TickPace {
  readonly #shared: SharedPace
  readonly #connections: () => number
  readonly #own = new Rate()

  constructor(shared: SharedPace, connections: () => number) {
    this.#shared = shared
    this.#connections = connections
  }

  /** An update was received, which everybody on the board will be sent. */
  count(): void {
    const now = performance.now()
    this.#own.count(now, this.#connections())
    this.#shared.load.count(now, this.#connections())
  }

  /** How long to gather updates at the moment, in milliseconds. */
  windowMs(): number {
    return tickWindowMs(this.#connections(), this.#others())
  }

  schedule(notBefore: number, tick: () => void): void {
    const wait = notBefore - performance.now()
    const soon = (): void => (isBusy(this.#others()) ? this.#shared.inNextBeat(tick) : inNextTurn(tick))
    if (wait > 0) setTimeout(soon, wait)
    else soon()
  }

  #others(): number {
    const now = performance.now()
    return this.#shared.load.perSecond(now) - this.#own.perSecond(now)
  }
}
