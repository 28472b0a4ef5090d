import { StoreError } from '../contracts/store-error.ts'

/** Whether the store takes writes of one board. While it is shut, updates wait and the board stays readable. */
export interface WriteGate {
  readonly isOpen: () => boolean
  /** Runs `then` once, when the gate is open again. */
  readonly whenOpen: (then: () => void) => void
  /** An append has failed. */
  readonly failed: (cause: unknown) => void
  /** An append is on disk. */
  readonly passed: () => void
}

/**
 * A failed append shuts the gates of all boards when the store takes nothing, and that of one board when the cause is
 * this board's. The first kind opens when a probe has reached the disk, the second after a while: the next append finds
 * out.
 */
export interface WriteGates {
  readonly of: (board: string) => WriteGate
  /** Whether the store takes writes at all. */
  readonly isOpen: () => boolean
  /** The store takes no writes. */
  readonly shut: () => void
  /** Stops the probes, and forgets the waiting functions. */
  readonly close: () => void
}

export interface WriteGateTools {
  /** Rejects unless a write reaches the disk. */
  readonly probe: () => Promise<void>
  /** Without a board: all gates. */
  readonly changed: (isOpen: boolean, board?: string) => void
}

/**
 * A short failure should hardly be noticed. A disk that is full for an hour is probed less often. Not
 * measured.
 */
const firstWaitMs = 500
const maxWaitMs = 10_000

export function openWriteGates({ probe, changed }: WriteGateTools): WriteGates {
  const all = new Barrier(probe, (isOpen) => changed(isOpen))
  /** Boards whose last append failed. */
  const own = new Map<string, Barrier>()

  function shut(board: string): void {
    const barrier = own.get(board) ?? new Barrier(nothing, (isOpen) => changed(isOpen, board))
    own.set(board, barrier)
    barrier.shut()
  }

  return {
    of: (board) => ({
      isOpen: () => all.isOpen && own.get(board)?.isOpen !== false,
      whenOpen: (then) => (all.isOpen ? (own.get(board) ?? all) : all).whenOpen(then),
      failed: (cause) => {
        const kind = cause instanceof StoreError ? cause.kind : 'disk'
        if (kind === 'disk') all.shut()
        else if (kind !== 'rule') shut(board)
      },
      passed: () => {
        all.passed()
        own.delete(board)
      },
    }),
    isOpen: () => all.isOpen,
    shut: () => all.shut(),
    close: () => {
      for (const barrier of [all, ...own.values()]) barrier.close()
    },
  }
}

async function nothing(): Promise<void> {}

class Barrier {
  readonly #probe: () => Promise<void>
  readonly #changed: (isOpen: boolean) => void
  #isOpen = true
  #isClosed = false
  #waitMs = firstWaitMs
  #timer: NodeJS.Timeout | undefined
  #waiting: (() => void)[] = []

  constructor(probe: () => Promise<void>, changed: (isOpen: boolean) => void) {
    this.#probe = probe
    this.#changed = changed
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  whenOpen(then: () => void): void {
    this.#waiting.push(then)
  }

  shut(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#changed(false)
    this.#probeLater()
  }

  passed(): void {
    this.#waitMs = firstWaitMs
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#waiting = []
  }

  #probeLater(): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(() => void this.#probeNow(), this.#waitMs).unref()
    // Only a passed append resets the wait: after a successful probe the next append may fail again.
    this.#waitMs = Math.min(maxWaitMs, this.#waitMs * 2)
  }

  async #probeNow(): Promise<void> {
    try {
      await this.#probe()
    } catch {
      // The store still fails. The log has the reason, from the append that failed.
      return this.#probeLater()
    }
    if (this.#isClosed) return
    this.#isOpen = true
    this.#changed(true)
    for (const then of this.#waiting.splice(0)) then()
  }
}
