/**
 * Whether the store takes writes. One failed append shuts the gate for all boards. Then updates wait,
 * boards stay readable, and the gate probes the store until it writes again.
 */
export interface WriteGate {
  readonly isOpen: () => boolean
  /** Runs `then` once, when the gate is open again. */
  readonly whenOpen: (then: () => void) => void
  readonly shut: () => void
  /** An append is on disk. */
  readonly passed: () => void
  /** Stops the probes, and forgets the waiting functions. */
  readonly close: () => void
}

export interface WriteGateTools {
  /** Rejects unless a write reaches the disk. */
  readonly probe: () => Promise<void>
  readonly changed: (isOpen: boolean) => void
}

/**
 * A short failure should hardly be noticed. A disk that is full for an hour is probed less often. Not
 * measured.
 */
const firstWaitMs = 500
const maxWaitMs = 10_000

export function openWriteGate({ probe, changed }: WriteGateTools): WriteGate {
  let isOpen = true
  let isClosed = false
  let waitMs = firstWaitMs
  let timer: NodeJS.Timeout | undefined
  let waiting: (() => void)[] = []

  function probeLater(): void {
    if (isClosed) return
    timer = setTimeout(() => void probeNow(), waitMs).unref()
    // Only a passed append resets the wait: after a successful probe the next append may fail again.
    waitMs = Math.min(maxWaitMs, waitMs * 2)
  }

  async function probeNow(): Promise<void> {
    try {
      await probe()
    } catch {
      // The store still fails. The log has the reason, from the append that failed.
      return probeLater()
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
      probeLater()
    },
    passed: () => (waitMs = firstWaitMs),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      waiting = []
    },
  }
}
