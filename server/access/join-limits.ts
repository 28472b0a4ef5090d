import { Bucket } from '../basics/bucket.ts'

/** How many people come in by one link: each stays in the store. By link and never by address, behind which a whole crowd may sit. */
export interface JoinLimits {
  /** Throws `TooManyJoins` when it is too much for now. */
  readonly take: (link: string) => void
  /** Who had been counted has not come in. */
  readonly giveBack: (link: string) => void
}

export class TooManyJoins extends Error {
  override readonly name = 'TooManyJoins'
  /** When there is room again, unless others take it. */
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('too many people came in by one link')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/**
 * At once, and then as they go on: a conference of 2,000 within a minute, 5,000 within five; and four times the largest
 * crowd promised, then as many a day, so that a link in wrong hands fills no disk. Taste.
 */
const rates = [
  { burst: 2_000, perSecond: 10, retryAfterSeconds: 5 },
  { burst: 20_000, perSecond: 0.25, retryAfterSeconds: 60 },
] as const

/** `now` in milliseconds of a clock that never goes back. */
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

  /** Those of which a new one would be the same; looking through them all costs, so it is done when there are many. */
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
