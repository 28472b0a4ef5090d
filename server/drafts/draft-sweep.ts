import { daily, dayMs } from '../basics/days.ts'
import type { DraftStore } from '../contracts/drafts.ts'
import type { DraftRooms } from './draft-rooms.ts'

export interface DraftSweepDeps {
  readonly store: Pick<DraftStore, 'sweepDrafts'>
  readonly draftRooms: Pick<DraftRooms, 'inMemory'>
  /** Drafts that nobody has opened or written for so many days are destroyed. */
  readonly days: number
  readonly now: () => number
  readonly log: {
    readonly info: (facts: object, message: string) => void
    readonly warn: (facts: object, message: string) => void
  }
}

/**
 * Destroys unused drafts now and once a day, until it is closed. Drafts in memory stay, however old they
 * are.
 */
export function sweepDraftsDaily({ store, draftRooms, days, now, log }: DraftSweepDeps): {
  readonly close: () => void
} {
  const sweep = async (): Promise<void> => {
    const count = await store.sweepDrafts(now() - days * dayMs, draftRooms.inMemory)
    if (count > 0) log.info({ count }, 'desks unused for long were destroyed')
  }
  return daily(sweep, (cause) => log.warn({ err: cause }, 'desks unused for long could not be destroyed'))
}
