import type { Store } from '../store/store.ts'
import type { Desks } from './desks.ts'

export interface DeskSweepDeps {
  readonly store: Pick<Store, 'sweepDesks'>
  readonly desks: Pick<Desks, 'inMemory'>
  /** A desk that nobody has opened or written on for so many days is destroyed. */
  readonly days: number
  readonly now: () => number
  readonly log: {
    readonly info: (facts: object, message: string) => void
    readonly warn: (facts: object, message: string) => void
  }
}

const dayMs = 24 * 60 * 60_000

/** Sweeps now and once a day, until it is closed. Desks in memory stay, however long nothing was written on them. */
export function sweepDesksDaily({ store, desks, days, now, log }: DeskSweepDeps): {
  readonly close: () => void
} {
  function sweep(): void {
    store.sweepDesks(now() - days * dayMs, desks.inMemory()).then(
      (count) => {
        if (count > 0) log.info({ count }, 'desks unused for long were destroyed')
      },
      // Tomorrow is soon enough.
      (cause: unknown) => log.warn({ err: cause }, 'desks unused for long could not be destroyed'),
    )
  }
  sweep()
  const timer = setInterval(sweep, dayMs).unref()
  return { close: () => clearInterval(timer) }
}
