import { statfsSync } from 'node:fs'

/**
 * Free space that is kept for the last requests on a full disk: deletions, closing votes, the write-ahead log. On a
 * small disk it is a twentieth. Not measured.
 */
const floorBytes = 268_435_456
const floorShare = 1 / 20

/** Often enough for the growth of one second. */
const lookAgainMs = 1_000

/** Tells whether too little of the folder's disk is free for anything to grow. `now` is of a steady clock. */
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
      // This file system does not tell. SQLite will, once the disk is full.
      isShort = false
    }
    return isShort
  }
}
