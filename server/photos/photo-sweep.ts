import { setTimeout as pause } from 'node:timers/promises'
import { daily, dayMs, usedAt } from '../basics/days.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { DraftDocuments } from '../contracts/drafts.ts'
import type { OldPhotos, PhotoStore } from '../contracts/photos.ts'
import type { Rooms } from '../relay/rooms.ts'
import { type PhotoIndex, photosIn } from './photo-index.ts'

export interface PhotoSweepDeps {
  readonly store: Pick<PhotoStore, 'oldPhotos' | 'usePhotos' | 'dropPhotos'>
  readonly rooms: Pick<Rooms, 'withBoard'>
  readonly drafts: Pick<DraftDocuments, 'withDrafts'>
  readonly photoIndex: Pick<PhotoIndex, 'onBoard' | 'retire'>
  readonly now: () => number
  readonly log: {
    readonly info: (facts: object, message: string) => void
    readonly warn: (facts: object, message: string) => void
  }
}

/**
 * A photo is kept so long after no note, draft or checkpoint has it: for undo, and for a device that was away
 * with the note. Photos in use are checked as often. Not measured.
 */
export const photoGraceMs = 7 * dayMs

/** A board that was opened stays in memory for a minute, so boards are not opened all at once. */
const pauseMs = 1_000

/** Of some 0.4 MB each: the commits of others then wait no longer than for a slice of a deleted board. */
const droppedAtOnce = 5

/** Destroys photos that nothing needs any more, now and once a day, until it is closed. */
export function sweepPhotosDaily(deps: PhotoSweepDeps): { readonly close: () => void } {
  let isClosed = false

  const sweep = async (): Promise<void> => {
    const before = deps.now() - photoGraceMs
    for (const old of await deps.store.oldPhotos(before)) {
      if (isClosed) return
      await sweepBoard(old, before, deps)
      await pause(pauseMs, undefined, { ref: false })
    }
  }
  const sweeping = daily(sweep, (cause) => {
    if (!isClosed) deps.log.warn({ err: cause }, 'photos that nobody uses could not be destroyed')
  })
  return {
    close: () => {
      isClosed = true
      sweeping.close()
    },
  }
}

async function sweepBoard(old: OldPhotos, before: number, deps: PhotoSweepDeps): Promise<void> {
  const { board, photos } = old
  const { store, rooms, now, log } = deps
  try {
    await rooms.withBoard(board, async () => {
      const dropped = await dropUnused(old, before, deps)
      const used = photos.flatMap(({ id }) => (dropped.includes(id) ? [] : [id]))
      await store.usePhotos(board, used, usedAt(now()))
      if (dropped.length > 0)
        log.info({ board, count: dropped.length }, 'photos that nobody uses were destroyed')
    })
  } catch (cause) {
    // Another server has the board, and sweeps it.
    if (cause instanceof StoreError && cause.kind === 'fenced') return
    // The photos of other boards are swept all the same.
    log.warn({ board, err: cause }, 'photos of a board could not be swept')
  }
}

/** Returns the photos that were destroyed. Only while the board is open. */
async function dropUnused(old: OldPhotos, before: number, deps: PhotoSweepDeps): Promise<readonly string[]> {
  const { board, photos } = old
  // From here on nobody can begin to use them, so there is time to find those in use.
  const { photos: retired, restore } = deps.photoIndex.retire(
    board,
    photos.map(({ id }) => id),
  )
  let unused = retired
  try {
    const drafted = await draftedOf(old, retired, deps)
    restore(drafted)
    // Checked now and not before: a reveal may have moved one from a draft to the board meanwhile.
    const needed = new Set([...drafted, ...deps.photoIndex.onBoard(board)])
    unused = retired.filter((id) => !needed.has(id))
    for (let first = 0; first < unused.length; first += droppedAtOnce)
      await deps.store.dropPhotos(board, unused.slice(first, first + droppedAtOnce), before)
  } catch (cause) {
    restore(unused)
    throw cause
  }
  return unused
}

/** Those of the retired photos that are in somebody's drafts. */
async function draftedOf(
  { board, photos }: OldPhotos,
  retired: readonly string[],
  { drafts }: PhotoSweepDeps,
): Promise<readonly string[]> {
  const owners = new Set(photos.filter(({ id }) => retired.includes(id)).flatMap(({ holders }) => holders))
  const drafted = new Set<string>()
  for (const participant of owners) {
    const has = await drafts.withDrafts({ board, participant }, async ({ read }) => read(photosIn))
    for (const photo of has) drafted.add(photo)
  }
  return retired.filter((photo) => drafted.has(photo))
}
