import type { Config } from './config.ts'
import type { RelayLog } from './contracts/log.ts'
import { sweepDraftsDaily } from './drafts/draft-sweep.ts'
import { sweepReplaysDaily } from './history/replay-sweep.ts'
import { sweepPhotosDaily } from './photos/photo-sweep.ts'
import type { Services } from './services.ts'

/** Destroys old drafts, replays and photos, now and once a day, until it is closed. */
export function startDailySweeps(
  { store, rooms, draftRooms, photoIndex }: Services,
  { draftDays, replayDays }: Config,
  now: () => number,
  log: RelayLog,
): { readonly close: () => void } {
  const sweeps = [
    sweepDraftsDaily({ store, draftRooms, days: draftDays, now, log }),
    sweepReplaysDaily({ store, days: replayDays, now, log }),
    sweepPhotosDaily({ store, rooms, drafts: draftRooms, photoIndex, now, log }),
  ]
  return { close: () => sweeps.forEach(({ close }) => close()) }
}
