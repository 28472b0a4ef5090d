import { statfsSync } from 'node:fs'

/**
 * What stays free for what must still be possible when a disk fills up: deleting, closing votes, putting the write-ahead log
 * back. Taste; on a small disk a twentieth of it.
 */
const floorBytes = 268_435_456
const floorShare = 1 / 20

/** Often enough for what one second can bring. */
const lookAgainMs = 1_000

/** Says whether there is too little room on the folder's disk for anything to grow. `now` is of a clock that never goes back. */
export function watchSpace(dir: string, floor: number | undefined, now: () => number): () => boolean {
  let lookedAt = -Infinity
  let isShort = false
  return () => {
    if (now() - lookedAt < lookAgainMs) return isShort
    lookedAt = now()
    try {
      const { bavail, blocks, bsize } = statfsSync(dir)
      isShort = bavail * bsize < (floor ?? Math.min(floorBytes, blocks * bsize * floorShare))
    } catch {
      // A file system that does not say: SQLite will, when it is full.
      isShort = false
    }
    return isShort
  }
}
