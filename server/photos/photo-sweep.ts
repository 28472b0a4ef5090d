import { setTimeout as pause } from 'node:timers/promises'
import type { DraftDocuments } from '../contracts/draft-documents.ts'
import { photosIn, type PhotoIndex } from './photo-index.ts'
import { daily, dayMs, usedAt } from '../basics/days.ts'
import type { Rooms } from '../relay/rooms.ts'
import type { OldPhotos, PhotoStore } from '../contracts/photos.ts'

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
 * So long a picture is kept that no note, draft or point to return to has: for undo, and for a device that was away
 * with the note. Pictures in use are looked at as seldom. Taste.
 */
export const photoGraceMs = 7 * dayMs

/** A board that was opened stays in memory for a minute: not all of them at once. */
const pauseMs = 1_000

/** Of some 0.4 MB each: others' commits wait no longer for them than for a piece of a board that is deleted. */
const droppedAtOnce = 5

/** Sweeps now and once a day, until it is closed: pictures that nothing needs any more are destroyed. */
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
    if (!isClosed) deps.log.warn({ err: cause }, 'pictures that nobody uses could not be destroyed')
  })
  return {
    close: () => {
      isClosed = true
      sweeping.close()
    },
  }
}

async function sweepBoard({ board, photos }: OldPhotos, before: number, deps: PhotoSweepDeps): Promise<void> {
  const { store, rooms, drafts: desks, photoIndex, now, log } = deps
  try {
    await rooms.withBoard(board, async () => {
      const ids = photos.map(({ id }) => id)
      // From here on nobody can begin to use them, and what is in use can be found out at leisure.
      const { photos: retired, restore } = photoIndex.retire(board, ids)
      let gone = retired
      try {
        const drafted = await onDesks()
        restore(drafted)
        // Asked now and not before: a reveal may have brought one from a desk to the board meanwhile.
        const needed = new Set([...drafted, ...photoIndex.onBoard(board)])
        gone = retired.filter((id) => !needed.has(id))
        for (let first = 0; first < gone.length; first += droppedAtOnce)
          await store.dropPhotos(board, gone.slice(first, first + droppedAtOnce), before)
      } catch (cause) {
        restore(gone)
        throw cause
      }
      const used = ids.filter((id) => !gone.includes(id))
      await store.usePhotos(board, used, usedAt(now()))
      if (gone.length > 0) log.info({ board, count: gone.length }, 'pictures that nobody uses were destroyed')

      async function onDesks(): Promise<readonly string[]> {
        const owners = new Set(
          photos.filter(({ id }) => retired.includes(id)).flatMap(({ holders }) => holders),
        )
        const drafted = new Set<string>()
        for (const participant of owners) {
          const has = await desks.withDrafts({ board, participant }, async ({ read }) => read(photosIn))
          for (const photo of has) drafted.add(photo)
        }
        return retired.filter((photo) => drafted.has(photo))
      }
    })
  } catch (cause) {
    // The other boards' are swept all the same.
    log.warn({ board, err: cause }, 'pictures of a board could not be swept')
  }
}
