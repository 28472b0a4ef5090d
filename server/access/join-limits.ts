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
  /** When there is room for this person, unless others come first. */
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('too many people came in by one link')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** A crowd that is larger than `atOnce` has come in a minute later. */
const secondsToFill = 60

/**
 * Four times the largest promised crowd, and then as many a day, so that a link in wrong hands fills no disk. Not
 * measured.
 */
const daily = { burst: 20_000, perSecond: 0.25 } as const

/** Nobody waits longer for the next attempt: a facilitator may have replaced the link. Not measured. */
const maxRetrySeconds = 120

/** The people of one link. */
class LinkQueue {
  readonly #rates: readonly { readonly bucket: Bucket; readonly perSecond: number }[]
  /** Milliseconds at which the refused person with the latest turn may come back. */
  #lastTurn = 0

  constructor(atOnce: number, at: number) {
    this.#rates = [{ burst: atOnce, perSecond: atOnce / secondsToFill }, daily].map(
      ({ burst, perSecond }) => ({ perSecond, bucket: new Bucket(perSecond, burst, at) }),
    )
  }

  take(at: number): void {
    const full = this.#rates.find(({ bucket }) => bucket.level(at) < 1)
    if (full) throw new TooManyJoins(this.#nextTurn(full.perSecond, at))
    for (const { bucket } of this.#rates) bucket.take(1, at)
  }

  giveBack(at: number): void {
    for (const { bucket } of this.#rates) bucket.take(-1, at)
  }

  /** True when a new one would be equal. */
  isForgettable(at: number): boolean {
    return this.#lastTurn <= at && this.#rates.every(({ bucket }) => bucket.isFull(at))
  }

  /** Every refused person gets a turn of their own: otherwise all come back at once, and most are refused again. */
  #nextTurn(perSecond: number, at: number): number {
    const longest = at + maxRetrySeconds * 1_000
    this.#lastTurn = Math.min(longest, Math.max(at, this.#lastTurn) + 1_000 / perSecond)
    return Math.ceil((this.#lastTurn - at) / 1_000)
  }
}

/** `atOnce`: people of one link. `now`: milliseconds of a clock that never goes back. */
export function createJoinLimits(atOnce: number, now: () => number): JoinLimits {
  const links = new Map<string, LinkQueue>()

  function queueOf(link: string, at: number): LinkQueue {
    let queue = links.get(link)
    if (!queue) {
      forget(at)
      queue = new LinkQueue(atOnce, at)
      links.set(link, queue)
    }
    return queue
  }

  /** Removes links that a new entry would equal. It is a pass over all, so it runs when there are many. */
  function forget(at: number): void {
    if (links.size < 1_000) return
    for (const [link, queue] of links) if (queue.isForgettable(at)) links.delete(link)
  }

  return {
    take: (link) => {
      const at = now()
      queueOf(link, at).take(at)
    },
    giveBack: (link) => {
      const at = now()
      queueOf(link, at).giveBack(at)
    },
  }
}
