import type { Store } from '../store/store.ts'

export interface ReplaySweepDeps {
  readonly store: Pick<Store, 'sweepReplays'>
  /** How far back boards can be replayed; 0: not at all. */
  readonly days: number
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

const dayMs = 24 * 60 * 60_000

/** Sweeps now and once a day, until it is closed. */
export function sweepReplaysDaily({ store, days, now, log }: ReplaySweepDeps): {
  readonly close: () => void
} {
  async function sweep(): Promise<void> {
    try {
      // Clocks go wrong: nothing at all stays when nothing is to be kept.
      await store.sweepReplays(days === 0 ? Number.MAX_SAFE_INTEGER : now() - days * dayMs)
    } catch (cause) {
      // Tomorrow is soon enough.
      log.warn({ err: cause }, 'replays that are too old could not be destroyed')
    }
  }
  void sweep()
  const timer = setInterval(() => void sweep(), dayMs).unref()
  return { close: () => clearInterval(timer) }
}
