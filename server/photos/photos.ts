import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aheadOf } from '#shared/activities/step-rights.ts'
import { barrierTo, may } from '#shared/activities/policy.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import type { Photo } from '#shared/board/photo.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import { usedAt } from '../basics/days.ts'
import type { Sender } from '../basics/fair-queue.ts'
import { photoHash } from '../basics/hashes.ts'
import { typeOfStored } from '../basics/photo-kind.ts'
import type { NewPhotos, PhotoLimits, PhotoStore, StoredPhoto } from '../contracts/photos.ts'
import type { Session } from '../contracts/live-board.ts'
import type { Rooms } from '../relay/rooms.ts'
import type { Decoder } from './decoder.ts'
import type { PhotoIndex } from './photo-index.ts'
import type { PhotoProblem } from './redraw-photo.ts'

/** The photos of all boards: taken from people who may send them, given to people who may see them. */
export interface Photos {
  /** Why this person may not send a photo to their board now. Undefined when they may. */
  readonly barrier: (session: Session) => Promise<Barrier | undefined>
  /**
   * Redraws the photo and keeps the result. 'busy' when too many photos wait. Rejects with a `StoreError`.
   */
  readonly keep: (session: Session, line: string, bytes: Uint8Array) => Promise<UploadOutcome>
  /** Undefined for an unknown photo, and for one that this person may not see. */
  readonly read: (session: Session, photo: string) => Promise<StoredPhoto | undefined>
  /** Writes the photos of the board into a folder. Each file has the photo's id as its name. */
  readonly writeAll: (board: string, folder: string) => Promise<void>
  /** The photos in such a folder, for a new board. Undefined when they are more than a board may have. */
  readonly inFolder: (folder: string) => Promise<NewPhotos | undefined>
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
  /** Largest size of a board's stored photos together. */
  readonly boardBytes: number
  /** Reports how long it took to keep a photo, in seconds. */
  readonly kept: (seconds: number) => void
}

/**
 * For the photos of a board that a whole room opens together. Not measured: what a small machine can spare.
 */
const cacheBytes = 48 * 1_048_576

/**
 * A photo counts for at least so much: each is a row, and in memory while the board is open. Not measured.
 */
const minPhotoBytes = 16_384

export function createPhotos(tools: PhotosTools): Photos {
  const { store, photoIndex, rooms } = tools
  const readPhoto = createPhotoCache(store.readPhoto, cacheBytes)
  return {
    ...photoFolders(tools),

    barrier: async ({ board, role }) =>
      rooms.withBoard(board, async ({ read }) =>
        barrierTo(role, Operation.sendPhoto, {
          ...read(boardStateOf),
          ahead: aheadOf(read(readAgenda), tools.now()),
        }),
      ),

    keep: async (session, line, bytes) => keepPhoto(tools, session, line, bytes),

    read: async ({ board, participant, role }, photo) => {
      const isReadable = await rooms.withBoard(board, async ({ id }) =>
        photoIndex.isReadable(id, participant.id, photo),
      )
      // People who may look into checkpoints see the photos there, too.
      const isInCheckpoint = async (): Promise<boolean> =>
        may(role, Operation.manageCheckpoints) && store.isInCheckpoint(board, photo)
      return isReadable || (await isInCheckpoint()) ? readPhoto(board, photo) : undefined
    },
  }
}

async function keepPhoto(
  { store, photoIndex, decoder, now, boardBytes, kept }: PhotosTools,
  { board, participant }: Session,
  line: string,
  bytes: Uint8Array,
): Promise<UploadOutcome> {
  const startedAt = performance.now()
  const from: Sender = { line, board, participant: participant.id }
  const result = await decoder.decode(bytes, from)
  if (!result) return { ok: false, problem: 'busy' }
  if (!result.ok) return result
  const { type, width, height, data } = result.photo
  const id = photoHash(data)
  const photo = { board, id, participant: participant.id, type, data, at: usedAt(now()) }
  if (!(await store.putPhoto(photo, roomOf(boardBytes)))) return { ok: false, problem: 'quota' }
  photoIndex.sent(board, participant.id, id)
  kept((performance.now() - startedAt) / 1_000)
  return { ok: true, photo: { id, width, height } }
}

/** Photos on their way to and from exported files. */
function photoFolders(tools: PhotosTools): Pick<Photos, 'writeAll' | 'inFolder'> {
  const { store, photoIndex, rooms } = tools
  const limits = roomOf(tools.boardBytes)
  return {
    writeAll: async (board, folder) => {
      const ids = await rooms.withBoard(board, async ({ id }) => photoIndex.onBoard(id))
      // One at a time: together they may be more than this process should hold.
      for (const id of ids) {
        const stored = await store.readPhoto(board, id)
        if (stored) await writeFile(join(folder, id), stored.data)
      }
    },

    inFolder: async (folder) => {
      const ids = await readdir(folder)
      const sizes = await Promise.all(ids.map(async (id) => (await stat(join(folder, id))).size))
      const isTooMuch = sizes.reduce((sum, size) => sum + size, 0) > limits.bytes || ids.length > limits.count
      if (isTooMuch) return undefined
      const read = async (id: string): Promise<StoredPhoto> => {
        const data = await readFile(join(folder, id))
        return { type: typeOfStored(data), data }
      }
      return { ids, read, limits }
    },
  }
}

function roomOf(boardBytes: number): PhotoLimits {
  return { bytes: boardBytes, count: Math.ceil(boardBytes / minPhotoBytes) }
}

/** Undefined for a photo that is not kept. */
type ReadPhoto = (board: string, photo: string) => Promise<StoredPhoto | undefined>

interface Entry {
  readonly photo: ReturnType<ReadPhoto>
  /** 0 until it has been read. */
  bytes: number
}

/**
 * Keeps recently read photos in memory: when a crowd opens a board, each photo is read once. The caller
 * checks rights before. Bytes never change under their id.
 */
export function createPhotoCache(read: ReadPhoto, maxBytes: number): ReadPhoto {
  /** Least recently used first. */
  const entries = new Map<string, Entry>()
  let bytes = 0

  function drop(key: string): void {
    bytes -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  async function weigh(key: string, entry: Entry): Promise<void> {
    const photo = await entry.photo
    if (entries.get(key) !== entry) return
    // A missing photo may be sent at any time.
    if (!photo) return drop(key)
    entry.bytes = photo.data.byteLength
    bytes += entry.bytes
    for (const oldest of entries.keys()) {
      if (bytes <= maxBytes) return
      drop(oldest)
    }
  }

  return (board, id) => {
    const key = `${board}/${id}`
    const known = entries.get(key)
    if (known) {
      entries.delete(key)
      entries.set(key, known)
      return known.photo
    }
    const entry = { photo: read(board, id), bytes: 0 }
    entries.set(key, entry)
    // The reader gets the error, too.
    void weigh(key, entry).catch(() => drop(key))
    return entry.photo
  }
}
