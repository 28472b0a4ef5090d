import type { Config } from './config.ts'
import type { RelayLog } from './contracts/live-board.ts'
import { sweepPhotosDaily } from './photos/photo-sweep.ts'
import type { Services } from './services.ts'
import { daily, dayMs } from './basics/days.ts'
import type { ReplayStore } from './contracts/replays.ts'
import type { DraftStore } from './contracts/drafts.ts'
import type { DraftRooms } from './drafts/draft-rooms.ts'

interface SweepTools {
  readonly now: () => number
  readonly log: RelayLog
  /** Deletes a board that nobody has changed for long. */
  readonly expire: (board: string) => Promise<void>
}

/** Destroys old drafts, replays, photos and unused boards, now and once a day, until it is closed. */
export function startDailySweeps(
  { store, rooms, draftRooms, photoIndex, retention }: Services,
  { draftDays, replayDays }: Config,
  { now, log, expire }: SweepTools,
): { readonly close: () => void } {
  const sweeps = [
    sweepDraftsDaily({ store, draftRooms, days: draftDays, now, log }),
    sweepReplaysDaily({ store, days: replayDays, now, log }),
    daily(
      async () => retention.sweep({ isInUse: (board) => board in rooms.peopleOn(), remove: expire }),
      (cause) => log.warn({ err: cause }, 'boards unused for long could not be deleted'),
    ),
    sweepPhotosDaily({ store, rooms, drafts: draftRooms, photoIndex, now, log }),
  ]
  return { close: () => sweeps.forEach(({ close }) => close()) }
}

interface ReplaySweepDeps {
  readonly store: Pick<ReplayStore, 'sweepReplays'>
  /** How many days of replay are kept. 0: none. */
  readonly days: number
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** Destroys old replays now and once a day, until it is closed. */
function sweepReplaysDaily({ store, days, now, log }: ReplaySweepDeps): {
  readonly close: () => void
} {
  const sweep = async (): Promise<void> => {
    // A clock may be wrong: with 0 days even replays of the future are destroyed.
    await store.sweepReplays(days === 0 ? Number.MAX_SAFE_INTEGER : now() - days * dayMs)
  }
  return daily(sweep, (cause) => log.warn({ err: cause }, 'replays that are too old could not be destroyed'))
}

interface DraftSweepDeps {
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
