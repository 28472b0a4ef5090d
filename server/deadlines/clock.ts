import type { Deadline, DeadlineStore } from '../contracts/deadlines.ts'
import type { RelayLog } from '../contracts/live-board.ts'

export interface ClockTools {
  readonly store: DeadlineStore
  /** Acts on a deadline that has passed: loads the board and lets its activity act. */
  readonly act: (deadline: Deadline) => Promise<void>
  /** Where several servers share the store: false while another one has the board, and acts. */
  readonly isOurs?: ((board: string) => Promise<boolean>) | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Pick<RelayLog, 'warn'>
}

/** Waits after a store or a board that failed: doubled each time, milliseconds. Not measured. */
const firstRetryMs = 2_000
const longestRetryMs = 300_000

/** Timers of Node hold 24.8 days at most; a later deadline is looked up again after a day. */
const longestWaitMs = 86_400_000

/** Another server may have stored a deadline, and its lease may have ended since. */
const othersMs = 5_000

/**
 * The one clock of all boards. Deadlines are rows of the store, so they survive a restart and the unloading of a board.
 * The clock holds one timer, for the earliest of them.
 */
export class DeadlineClock {
  readonly #tools: ClockTools
  #timer: NodeJS.Timeout | undefined
  /** When the timer fires, milliseconds since 1970. */
  #next = Number.POSITIVE_INFINITY
  /** Deadlines on which an activity could not act, by `keyOf`. */
  readonly #failures = new Map<string, { readonly count: number; readonly retryAt: number }>()
  #isClosed = false
  #running: Promise<void> | undefined

  constructor(tools: ClockTools) {
    this.#tools = tools
    this.#arm(tools.now())
  }

  /** A deadline has been stored. */
  added({ at }: Pick<Deadline, 'at'>): void {
    if (at < this.#next) this.#arm(at)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #arm(at: number): void {
    clearTimeout(this.#timer)
    this.#next = at
    if (this.#isClosed || (at === Number.POSITIVE_INFINITY && !this.#tools.isOurs)) return
    const longest = this.#tools.isOurs ? othersMs : longestWaitMs
    const wait = Math.min(longest, Math.max(0, at - this.#tools.now()))
    this.#timer = setTimeout(() => {
      this.#running = this.#run()
    }, wait).unref()
  }

  async #run(): Promise<void> {
    const { store, now } = this.#tools
    // Deadlines stored from here on may be earlier than those that are read now.
    this.#next = Number.POSITIVE_INFINITY
    let again: number
    try {
      const deadlines = await store.deadlines()
      const keys = new Set(deadlines.map(keyOf))
      for (const key of this.#failures.keys()) if (!keys.has(key)) this.#failures.delete(key)
      // One moment for both: acting takes a while, and deadlines that pass meanwhile are still waiting.
      const read = now()
      const due = deadlines.filter((deadline) => this.#timeOf(deadline) <= read)
      await Promise.all(due.map(async (deadline) => this.#act(deadline)))
      const waiting = deadlines.filter((deadline) => this.#timeOf(deadline) > read)
      again = Math.min(...waiting.map((deadline) => this.#timeOf(deadline)))
    } catch (cause) {
      this.#tools.log.warn({ err: cause }, 'the deadlines could not be read')
      again = now() + firstRetryMs
    }
    // Without deadlines both are infinite, and those of other servers are looked for all the same.
    if (!this.#isClosed && again <= this.#next) this.#arm(again)
  }

  #timeOf(deadline: Deadline): number {
    return this.#failures.get(keyOf(deadline))?.retryAt ?? deadline.at
  }

  async #act(deadline: Deadline): Promise<void> {
    const key = keyOf(deadline)
    try {
      if ((await this.#tools.isOurs?.(deadline.board)) === false)
        return void this.#failures.set(key, { count: 0, retryAt: this.#tools.now() + othersMs })
      await this.#tools.act(deadline)
      this.#failures.delete(key)
    } catch (cause) {
      const count = (this.#failures.get(key)?.count ?? 0) + 1
      const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (count - 1))
      this.#failures.set(key, { count, retryAt: this.#tools.now() + waitMs })
      const { board, activity } = deadline
      this.#tools.log.warn({ board, activity, err: cause }, 'an activity could not act at its deadline')
    }
  }
}

function keyOf({ board, activity, id }: Deadline): string {
  return `${board} ${activity} ${id}`
}
