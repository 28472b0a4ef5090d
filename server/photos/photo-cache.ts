import type { StoredPhoto } from '../contracts/photos.ts'

/** Undefined for a photo that is not kept. */
export type ReadPhoto = (board: string, photo: string) => Promise<StoredPhoto | undefined>

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
