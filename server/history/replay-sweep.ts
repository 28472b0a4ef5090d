import { daily, dayMs } from '../basics/days.ts'
import type { ReplayStore } from '../contracts/replays.ts'

export interface ReplaySweepDeps {
  readonly store: Pick<ReplayStore, 'sweepReplays'>
  /** How far back boards can be replayed; 0: not at all. */
  readonly days: number
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** Sweeps now and once a day, until it is closed. */
export function sweepReplaysDaily({ store, days, now, log }: ReplaySweepDeps): {
  readonly close: () => void
} {
  const sweep = async (): Promise<void> => {
    // Clocks go wrong: nothing at all stays when nothing is to be kept.
    await store.sweepReplays(days === 0 ? Number.MAX_SAFE_INTEGER : now() - days * dayMs)
  }
  return daily(sweep, (cause) => log.warn({ err: cause }, 'replays that are too old could not be destroyed'))
}
