import { takesPart } from '#shared/workshop/role.ts'
import type { Session } from '../contracts/live-board.ts'

interface PairClockTools {
  readonly ms: number
  /** So long one can change the last answer. */
  readonly settleMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly timeIsUp: () => void
  /** Everybody who was here had answered a moment ago. */
  readonly settled: () => void
}

/** When the next pair comes: once everybody who is here has answered, or when the time is up. */
export class PairClock {
  readonly #tools: PairClockTools
  readonly #answered = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #settling: NodeJS.Timeout | undefined
  #until: number | null = null

  constructor(tools: PairClockTools) {
    this.#tools = tools
    this.start()
  }

  /** By the server's clock; null while nothing comes by itself. */
  get until(): number | null {
    return this.#until
  }

  start(): void {
    this.stop()
    const { ms, now, timeIsUp } = this.#tools
    this.#until = now() + ms
    this.#timer = setTimeout(timeIsUp, ms).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#stopSettling()
    this.#until = null
  }

  /** Asks in a moment whether all have answered. Another answer meanwhile begins the moment again. */
  settle(): void {
    this.#stopSettling()
    this.look()
  }

  /** The same after somebody has left or come back. Of many people some line always drops: that puts nothing off. */
  look(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined
      this.#tools.settled()
    }, this.#tools.settleMs).unref()
  }

  #stopSettling(): void {
    clearTimeout(this.#settling)
    this.#settling = undefined
  }

  answered({ participant }: Pick<Session, 'participant'>, has: boolean): void {
    if (has) this.#answered.add(participant.id)
    else this.#answered.delete(participant.id)
  }

  /** Somebody who has left is not waited for. */
  haveAll(here: readonly Session[]): boolean {
    const people = here.filter(takesPart)
    return people.length > 0 && people.every(({ participant }) => this.#answered.has(participant.id))
  }
}
