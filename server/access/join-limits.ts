import { Bucket } from '../basics/bucket.ts'

/**
 * Limits the people who join by one link, because each stays in the store. Counted by link and not by
 * address: a whole crowd may have the same address.
 */
export interface JoinLimits {
  /** Throws `TooManyJoins` when too many people join now. */
  readonly take: (link: string) => void
  /** A person who was counted has not joined. */
  readonly giveBack: (link: string) => void
}

export class TooManyJoins extends Error {
  override readonly name = 'TooManyJoins'
  /** When the next person may join, unless others come first. */
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('too many people came in by one link')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/**
 * The first rate admits a conference: 2,000 people within a minute, 5,000 within five. The second admits four
 * times the largest promised crowd, and then as many a day, so that a link in wrong hands fills no disk. Not
 * measured.
 */
const rates = [
  { burst: 2_000, perSecond: 10, retryAfterSeconds: 5 },
  { burst: 20_000, perSecond: 0.25, retryAfterSeconds: 60 },
] as const

/** `now`: milliseconds of a clock that never goes back. */
export function createJoinLimits(now: () => number): JoinLimits {
  const links = new Map<string, readonly Bucket[]>()

  function bucketsOf(link: string, at: number): readonly Bucket[] {
    let buckets = links.get(link)
    if (!buckets) {
      forget(at)
      buckets = rates.map(({ perSecond, burst }) => new Bucket(perSecond, burst, at))
      links.set(link, buckets)
    }
    return buckets
  }

  /** Removes links that a new entry would equal. It is a pass over all, so it runs when there are many. */
  function forget(at: number): void {
    if (links.size < 1_000) return
    for (const [link, buckets] of links) {
      if (buckets.every((bucket) => bucket.isFull(at))) links.delete(link)
    }
  }

  return {
    take: (link) => {
      const at = now()
      const buckets = bucketsOf(link, at)
      for (const [index, { retryAfterSeconds }] of rates.entries()) {
        if (buckets[index]?.take(1, at) === false) throw new TooManyJoins(retryAfterSeconds)
      }
    },
    giveBack: (link) => {
      const at = now()
      for (const bucket of bucketsOf(link, at)) bucket.take(-1, at)
    },
  }
}
