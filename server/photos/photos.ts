import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Photo } from '#shared/board/photo.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import { barrierTo, may } from '#shared/activities/policy.ts'
import type { Session } from '../contracts/session.ts'
import { usedAt } from '../basics/days.ts'
import type { Rooms } from '../relay/rooms.ts'
import type { StoredPhoto, PhotoStore } from '../contracts/photos.ts'
import type { PhotoIndex } from './photo-index.ts'
import type { Decoder } from './decoder.ts'
import { createPhotoCache } from './photo-cache.ts'
import { typeOfStored } from '../basics/photo-kind.ts'
import type { PhotoProblem } from './redraw-photo.ts'
import { photoHash } from '../basics/photo-hash.ts'

/** The pictures of all boards: taken from those who may send them, given to those who may see them. */
export interface Photos {
  /** Why this person may not send a picture to their board now. */
  readonly barrier: (session: Session) => Promise<Barrier | undefined>
  /** Draws the picture anew and keeps that; `busy` when too many wait (see Sender). Rejects with a `StoreError`. */
  readonly keep: (session: Session, line: string, bytes: Uint8Array) => Promise<UploadOutcome>
  /** Undefined for one that there is not, and for one that is not this person's to see. */
  readonly read: (session: Session, photo: string) => Promise<StoredPhoto | undefined>
  /** Writes those that stand on the board into a folder, each in a file with its id for a name. */
  readonly writeAll: (board: string, folder: string) => Promise<void>
  /** Whether those in such a folder are no more than a board may have. */
  readonly fit: (folder: string) => Promise<boolean>
  /** Keeps those in such a folder as standing on a board that has just been made. */
  readonly putAll: (board: string, folder: string) => Promise<void>
}

export type UploadOutcome =
  | { readonly ok: true; readonly photo: Photo }
  | { readonly ok: false; readonly problem: PhotoProblem | 'busy' | 'quota' }

export interface PhotosTools {
  readonly store: Pick<PhotoStore, 'putPhoto' | 'readPhoto' | 'isInCheckpoint'>
  readonly photoIndex: Pick<PhotoIndex, 'sent' | 'isReadable' | 'onBoard'>
  readonly decoder: Pick<Decoder, 'decode'>
  readonly rooms: Pick<Rooms, 'withBoard'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Of a board's pictures as they are kept. */
  readonly boardBytes: number
  /** Told how long it took, seconds. */
  readonly kept: (seconds: number) => void
}

/** The pictures of a board that a room opens together. Taste: what a small machine can spare. */
const cacheBytes = 48 * 1_048_576

/** A picture takes at least so much of what a board may have: each is a row, and known while the board is open. Taste. */
const smallestShare = 16_384

export function createPhotos({
  store,
  photoIndex,
  decoder,
  rooms,
  now,
  boardBytes,
  kept,
}: PhotosTools): Photos {
  const room = { bytes: boardBytes, count: Math.ceil(boardBytes / smallestShare) }
  const readPhoto = createPhotoCache(store.readPhoto, cacheBytes)
  return {
    barrier: async ({ board, role }) =>
      rooms.withBoard(board, async ({ read }) => barrierTo(role, Operation.sendPhoto, read(boardStateOf))),

    keep: async ({ board, participant }, line, bytes) => {
      const startedAt = performance.now()
      const result = await decoder.decode(bytes, { line, board, participant: participant.id })
      if (!result) return { ok: false, problem: 'busy' }
      if (!result.ok) return result
      const { type, width, height, data } = result.photo
      const id = photoHash(data)
      const at = usedAt(now())
      const isKept = await store.putPhoto({ board, id, participant: participant.id, type, data, at }, room)
      if (!isKept) return { ok: false, problem: 'quota' }
      photoIndex.sent(board, participant.id, id)
      kept((performance.now() - startedAt) / 1_000)
      return { ok: true, photo: { id, width, height } }
    },

    read: async ({ board, participant, role }, photo) => {
      const isReadable = await rooms.withBoard(board, async ({ id }) =>
        photoIndex.isReadable(id, participant.id, photo),
      )
      // Whoever may look into points to return to sees the pictures there, too.
      const isKept = async (): Promise<boolean> =>
        may(role, Operation.manageCheckpoints) && store.isInCheckpoint(board, photo)
      return isReadable || (await isKept()) ? readPhoto(board, photo) : undefined
    },

    writeAll: async (board, folder) => {
      const ids = await rooms.withBoard(board, async ({ id }) => photoIndex.onBoard(id))
      // One at a time: together they may be more than this process should hold.
      for (const id of ids) {
        const stored = await store.readPhoto(board, id)
        if (stored) await writeFile(join(folder, id), stored.data)
      }
    },

    fit: async (folder) => {
      const sizes = await Promise.all(
        (await readdir(folder)).map(async (id) => (await stat(join(folder, id))).size),
      )
      return sizes.reduce((sum, size) => sum + size, 0) <= room.bytes && sizes.length <= room.count
    },

    putAll: async (board, folder) => {
      for (const id of await readdir(folder)) {
        const data = await readFile(join(folder, id))
        const type = typeOfStored(data)
        await store.putPhoto({ board, id, participant: null, type, data, at: usedAt(now()) }, room)
      }
    },
  }
}
