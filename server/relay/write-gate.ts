/**
 * Whether the store takes writes. One append that fails shuts it for all boards: from then on what comes in waits, boards
 * stay open to read, and the store is asked by itself until it writes again.
 */
export interface WriteGate {
  readonly isOpen: () => boolean
  /** Runs `then` once, when the gate is open again. */
  readonly whenOpen: (then: () => void) => void
  readonly shut: () => void
  /** An append is on disk. */
  readonly passed: () => void
  /** The store is asked no more, and who waits is forgotten. */
  readonly close: () => void
}

export interface WriteGateTools {
  /** Rejects unless a write reaches the disk. */
  readonly probe: () => Promise<void>
  readonly changed: (isOpen: boolean) => void
}

/** At first people should hardly notice; a disk that is full for an hour is not asked all the time (taste). */
const firstWaitMs = 500
const longestWaitMs = 10_000

export function openWriteGate({ probe, changed }: WriteGateTools): WriteGate {
  let isOpen = true
  let isClosed = false
  let waitMs = firstWaitMs
  let timer: NodeJS.Timeout | undefined
  let waiting: (() => void)[] = []

  function askLater(): void {
    if (isClosed) return
    timer = setTimeout(() => void ask(), waitMs).unref()
    // Also when the probe passes and the next append fails again: only a passed append starts anew.
    waitMs = Math.min(longestWaitMs, waitMs * 2)
  }

  async function ask(): Promise<void> {
    try {
      await probe()
    } catch {
      // Still so; the append that failed has told the log why.
      return askLater()
    }
    if (isClosed) return
    isOpen = true
    changed(true)
    const ready = waiting
    waiting = []
    for (const then of ready) then()
  }

  return {
    isOpen: () => isOpen,
    whenOpen: (then) => void waiting.push(then),
    shut: () => {
      if (!isOpen) return
      isOpen = false
      changed(false)
      askLater()
    },
    passed: () => (waitMs = firstWaitMs),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      waiting = []
    },
  }
}
