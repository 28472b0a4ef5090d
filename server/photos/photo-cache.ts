import type { StoredPhoto } from '../contracts/photos.ts'

/** Undefined for one that is not kept. */
export type ReadPhoto = (board: string, photo: string) => Promise<StoredPhoto | undefined>

interface Entry {
  readonly photo: ReturnType<ReadPhoto>
  /** 0 until it has been read. */
  bytes: number
}

/**
 * The same reader, with what was read last kept in memory: when a crowd opens a board each of its pictures is read
 * once. Whether somebody may see a picture is asked before; bytes never change under their id.
 */
export function createPhotoCache(read: ReadPhoto, mostBytes: number): ReadPhoto {
  /** Least recently asked for first. */
  const kept = new Map<string, Entry>()
  let bytes = 0

  function drop(key: string): void {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }

  async function weigh(key: string, entry: Entry): Promise<void> {
    const photo = await entry.photo
    if (kept.get(key) !== entry) return
    // It may be sent, or sent again, at any time.
    if (!photo) return drop(key)
    entry.bytes = photo.data.byteLength
    bytes += entry.bytes
    for (const oldest of kept.keys()) {
      if (bytes <= mostBytes) return
      drop(oldest)
    }
  }

  return (board, id) => {
    const key = `${board}/${id}`
    const known = kept.get(key)
    if (known) {
      kept.delete(key)
      kept.set(key, known)
      return known.photo
    }
    const entry = { photo: read(board, id), bytes: 0 }
    kept.set(key, entry)
    // A failure is heard by whoever asked, too.
    void weigh(key, entry).catch(() => drop(key))
    return entry.photo
  }
}
