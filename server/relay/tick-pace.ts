import { inNextTurn } from '../basics/yield-turn.ts'
import { gatherMs, limits, tickWindowMs } from './limits.ts'

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

/** All boards of the process share it: their load, and the beats at which they tick together while it is high. */
export class SharedPace {
  /** Deliveries a second, if each update were sent alone. */
  readonly load = new Rate()
  readonly #beats = new Map<number, (() => void)[]>()

  /**
   * Runs the task at the first beat from this moment on. Tasks of one beat run one after the other: their appends are
   * one message to the store and one commit.
   */
  atBeat(moment: number, task: () => void): void {
    const beat = Math.ceil(moment / limits.beatMs)
    const due = this.#beats.get(beat)
    if (due) return void due.push(task)
    this.#beats.set(beat, [task])
    setTimeout(() => this.#run(beat), beat * limits.beatMs - performance.now())
  }

  #run(beat: number): void {
    for (const task of this.#beats.get(beat) ?? []) inNextTurn(task)
    this.#beats.delete(beat)
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

  /** See tickWindowMs. */
  windowMs(): number {
    return tickWindowMs(this.#connections())
  }

  /**
   * While others are busy, the first update waits for more, and an urgent one for the next beat alone. On a calm
   * server neither waits.
   */
  schedule(notBefore: number, isUrgent: boolean, tick: () => void): void {
    const now = performance.now()
    const gathering = gatherMs(this.#connections(), this.#others())
    if (gathering > 0) this.#shared.atBeat(Math.max(notBefore, isUrgent ? now : now + gathering), tick)
    else if (notBefore > now) setTimeout(() => inNextTurn(tick), notBefore - now)
    else inNextTurn(tick)
  }

  #others(): number {
    const now = performance.now()
    return this.#shared.load.perSecond(now) - this.#own.perSecond(now)
  }
}
