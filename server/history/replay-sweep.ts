import { daily, dayMs } from '../basics/days.ts'
import type { ReplayStore } from '../contracts/replays.ts'

export interface ReplaySweepDeps {
  readonly store: Pick<ReplayStore, 'sweepReplays'>
  /** How many days of replay are kept. 0: none. */
  readonly days: number
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** Destroys old replays now and once a day, until it is closed. */
export function sweepReplaysDaily({ store, days, now, log }: ReplaySweepDeps): {
  readonly close: () => void
} {
  const sweep = async (): Promise<void> => {
    // A clock may be wrong: with 0 days even replays of the future are destroyed.
    await store.sweepReplays(days === 0 ? Number.MAX_SAFE_INTEGER : now() - days * dayMs)
  }
  return daily(sweep, (cause) => log.warn({ err: cause }, 'replays that are too old could not be destroyed'))
}
