import type * as Y from 'yjs'
import type { Id } from './parse-update.ts'
import { malformed, splitCost, type Effort } from './refused.ts'

/** Letters written together, and their neighbours at that time. Yjs orders a text by these. */
export interface WrittenLetters extends Id {
  readonly length: number
  readonly origin: Id | null
  readonly rightOrigin: Id | null
}

/** One text of the document with the letters of an update, in the order that Yjs will give them. */
export interface ListOrder {
  /**
   * Puts letters between their neighbours, or refuses. All letters between the neighbours must be new to
   * the author: an author cannot write between two neighbours and around letters that stood in view. Yjs
   * promises the same order to everybody only for letters that a person can have written. (Random texts
   * that only kept their neighbours in order read differently for late-comers in one of two hundred cases.
   * With this rule none did.)
   */
  readonly add: (written: WrittenLetters) => void
  /** Every letter, first to last. */
  readonly letters: () => readonly Id[]
}

interface Stretch extends WrittenLetters {
  length: number
  next: Stretch | null
}

/**
 * By client, the first clock that an author has not seen. The author has seen the neighbours of every seen
 * letter.
 */
type KnownClocks = Map<number, number>

export function newListOrder(start: Y.Item | null, effort: Effort): ListOrder {
  return new StretchList(start, effort)
}

class StretchList implements ListOrder {
  readonly #effort: Effort
  #first: Stretch | null = null
  /** Sorted by clock. */
  readonly #byClient = new Map<number, Stretch[]>()
  readonly #knownBy = new Map<number, KnownClocks>()

  constructor(start: Y.Item | null, effort: Effort) {
    this.#effort = effort
    let last: Stretch | null = null
    for (let item = start; item !== null; item = item.right) {
      effort.spend(stretchSteps)
      const { id, length, origin, rightOrigin } = item
      last = this.#insertAfter(last, { client: id.client, clock: id.clock, length, origin, rightOrigin })
    }
    for (const stretches of this.#byClient.values()) stretches.sort((a, b) => a.clock - b.clock)
  }

  add(written: WrittenLetters): void {
    // The right neighbour first: where both cross within one stretch, the left one must end up behind the
    // right one.
    const right = written.rightOrigin && this.#beginningWith(written.rightOrigin)
    const left = written.origin && this.#endingWith(written.origin)
    const next = left ? left.next : this.#first
    if (next === right) {
      this.#insertAfter(left, written)
      return
    }
    this.#refuseSeen(next, right, written)
    this.#insertAfter(
      leftOf(left, next, right, written, (id) => this.#find(id).found, this.#effort),
      written,
    )
  }

  letters(): readonly Id[] {
    const letters: Id[] = []
    for (let at = this.#first; at !== null; at = at.next) {
      for (let index = 0; index < at.length; index += 1) {
        letters.push({ client: at.client, clock: at.clock + index })
      }
    }
    return letters
  }

  #insertAfter(left: Stretch | null, written: WrittenLetters): Stretch {
    const stretch = { ...written, next: left ? left.next : this.#first }
    if (left) left.next = stretch
    else this.#first = stretch
    const own = this.#byClient.get(stretch.client)
    if (own) own.push(stretch)
    else this.#byClient.set(stretch.client, [stretch])
    return stretch
  }

  #find({ client, clock }: Id): {
    readonly own: Stretch[]
    readonly index: number
    readonly found: Stretch
  } {
    const own = this.#byClient.get(client) ?? []
    const index = countUpTo(own, clock) - 1
    const found = own[index]
    if (!found || clock >= found.clock + found.length) throw malformed()
    return { own, index, found }
  }

  /** The stretch that begins with this letter. Splits the stretch that contains it. */
  #beginningWith(id: Id): Stretch {
    const { own, index, found } = this.#find(id)
    const length = id.clock - found.clock
    if (length === 0) return found
    const rest = {
      ...found,
      clock: id.clock,
      length: found.length - length,
      origin: { client: id.client, clock: id.clock - 1 },
    }
    this.#effort.spend(splitCost(own.length))
    found.length = length
    found.next = rest
    own.splice(index + 1, 0, rest)
    return rest
  }

  #endingWith(id: Id): Stretch {
    const { found } = this.#find(id)
    if (id.clock + 1 < found.clock + found.length)
      this.#beginningWith({ client: id.client, clock: id.clock + 1 })
    return found
  }

  #learn(known: KnownClocks, client: number, end: number): void {
    const news: { readonly client: number; readonly end: number }[] = [{ client, end }]
    for (let latest = news.pop(); latest; latest = news.pop()) {
      const before = known.get(latest.client) ?? 0
      if (latest.end <= before) continue
      known.set(latest.client, latest.end)
      const own = this.#byClient.get(latest.client) ?? []
      for (let index = countUpTo(own, before - 1); index < own.length; index += 1) {
        const stretch = own[index]
        if (!stretch || stretch.clock >= latest.end) break
        this.#effort.spend(1)
        for (const id of [stretch.origin, stretch.rightOrigin]) {
          if (id) news.push({ client: id.client, end: id.clock + 1 })
        }
      }
    }
  }

  #refuseSeen(from: Stretch | null, to: Stretch | null, written: WrittenLetters): void {
    let known = this.#knownBy.get(written.client)
    if (!known) this.#knownBy.set(written.client, (known = new Map()))
    this.#learn(known, written.client, written.clock)
    for (const id of [written.origin, written.rightOrigin])
      if (id) this.#learn(known, id.client, id.clock + 1)
    for (let at = from; at !== to; at = at.next) {
      if (at === null) throw malformed()
      this.#effort.spend(1)
      if (at.clock < (known.get(at.client) ?? 0)) throw malformed()
    }
  }
}

/** Copying a stretch and sorting it in costs as much as so many steps along a list. Measured. */
const stretchSteps = 10

/** The parts of a list's entry that its order depends on. */
interface ListEntry {
  readonly client: number
  readonly origin: Id | null
  readonly rightOrigin: Id | null
  readonly next: ListEntry | null
}

/**
 * The entry after which Yjs puts `written`. Entries written in the same place begin with `from`. `left` and
 * `right` are the neighbours, null at an end of the list. Follows `Item.integrate` of Yjs step by step.
 */
export function leftOf<Each extends ListEntry & { readonly next: Each | null }>(
  left: Each | null,
  from: Each | null,
  right: Each | null,
  written: Omit<ListEntry, 'next'>,
  find: (id: Id) => Each | undefined,
  effort: Effort,
): Each | null {
  let place = left
  const passed = new Set<Each>()
  const rivals = new Set<Each>()
  for (let at = from; at !== null && at !== right; at = at.next) {
    effort.spend(1)
    passed.add(at)
    rivals.add(at)
    if (isSame(written.origin, at.origin)) {
      if (at.client >= written.client) {
        if (isSame(written.rightOrigin, at.rightOrigin)) break
        continue
      }
    } else {
      const origin = at.origin && find(at.origin)
      if (!origin || !passed.has(origin)) break
      if (rivals.has(origin)) continue
    }
    place = at
    rivals.clear()
  }
  return place
}

/** Number of stretches that begin at this clock or before. */
function countUpTo(stretches: readonly Stretch[], clock: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((stretches[middle]?.clock ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return low
}

export function isSame(a: Id | null, b: Id | null): boolean {
  if (a === null || b === null) return a === b
  return a.client === b.client && a.clock === b.clock
}
