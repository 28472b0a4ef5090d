/** When figures about people may change, such as "n of m have voted". */
export interface BeatPace {
  readonly everyMs: number
  /** Each beat comes up to so much later, at random. */
  readonly jitterMs: number
}

/** Not measured: too slow to tell whose moment a change was, and quick enough for a room that waits. */
export const figuresPace: BeatPace = { everyMs: 2_500, jitterMs: 1_000 }

export interface BeatTools {
  readonly pace: BeatPace
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Cryptographically random. */
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * Runs a task at beats of the server's clock, the next one after it was asked for. A lone change waits as well, so the
 * time of the run says only in which beat the change came.
 */
export class SteadyBeat {
  readonly #run: () => void
  readonly #tools: BeatTools
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(run: () => void, tools: BeatTools) {
    this.#run = run
    this.#tools = tools
  }

  ask(): void {
    if (this.#isStopped || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#run()
    }, this.#waitMs()).unref()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #waitMs(): number {
    const { pace, now, randomBytes } = this.#tools
    const share = new DataView(new Uint8Array(randomBytes(4)).buffer).getUint32(0) / 2 ** 32
    return pace.everyMs - (now() % pace.everyMs) + share * pace.jitterMs
  }
}
