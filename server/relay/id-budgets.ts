import { Bucket, limits } from './limits.ts'

/**
 * How many Yjs client ids each board takes for the first time, whoever brings them: each stays in it for ever and costs everybody
 * who opens it. Kept also while a board is not in memory, or leaving it would renew what it takes.
 */
export interface IdBudgets {
  /**
   * False when the board takes no more of them now; nothing is taken then. The last half is for people who have none on this
   * board yet, each of whom brings one: a few who take many do not keep others from beginning to write.
   */
  readonly take: (board: string, count: number, isFirst: boolean, at: number) => boolean
}

/** So many are kept before those that are full again are looked for. Taste. */
const keptAtLeast = 1_000

export function createIdBudgets(): IdBudgets {
  const buckets = new Map<string, Bucket>()
  let lookAt = keptAtLeast

  function bucketOf(board: string, at: number): Bucket {
    const known = buckets.get(board)
    if (known) return known
    if (buckets.size >= lookAt) forgetFull(at)
    const bucket = new Bucket(limits.boardClientIdsPerSecond, limits.boardClientIdBurst, at)
    buckets.set(board, bucket)
    return bucket
  }

  /** A new one would be the same. */
  function forgetFull(at: number): void {
    for (const [board, bucket] of buckets) if (bucket.isFull(at)) buckets.delete(board)
    lookAt = Math.max(keptAtLeast, 2 * buckets.size)
  }

  return {
    take: (board, count, isFirst, at) => {
      const bucket = bucketOf(board, at)
      const kept = isFirst && count === 1 ? 0 : limits.boardClientIdBurst / 2
      return bucket.level(at) >= kept && bucket.take(count, at)
    },
  }
}
