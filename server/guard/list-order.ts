import type * as Y from 'yjs'
import type { Id } from './parse-update.ts'
import { malformed } from './refused.ts'
import { splitCost, type Effort } from './store-view.ts'

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
  let first: Stretch | null = null
  /** Sorted by clock. */
  const byClient = new Map<number, Stretch[]>()
  const knownBy = new Map<number, KnownClocks>()

  let last: Stretch | null = null
  for (let item = start; item !== null; item = item.right) {
    effort.spend(stretchSteps)
    const { id, length, origin, rightOrigin } = item
    last = insertAfter(last, { client: id.client, clock: id.clock, length, origin, rightOrigin })
  }
  for (const stretches of byClient.values()) stretches.sort((a, b) => a.clock - b.clock)

  function insertAfter(left: Stretch | null, written: WrittenLetters): Stretch {
    const stretch = { ...written, next: left ? left.next : first }
    if (left) left.next = stretch
    else first = stretch
    const own = byClient.get(stretch.client)
    if (own) own.push(stretch)
    else byClient.set(stretch.client, [stretch])
    return stretch
  }

  function find({ client, clock }: Id): {
    readonly own: Stretch[]
    readonly index: number
    readonly found: Stretch
  } {
    const own = byClient.get(client) ?? []
    const index = countUpTo(own, clock) - 1
    const found = own[index]
    if (!found || clock >= found.clock + found.length) throw malformed()
    return { own, index, found }
  }

  /** The stretch that begins with this letter. Splits the stretch that contains it. */
  function beginningWith(id: Id): Stretch {
    const { own, index, found } = find(id)
    const length = id.clock - found.clock
    if (length === 0) return found
    const rest = {
      ...found,
      clock: id.clock,
      length: found.length - length,
      origin: { client: id.client, clock: id.clock - 1 },
    }
    effort.spend(splitCost(own.length))
    found.length = length
    found.next = rest
    own.splice(index + 1, 0, rest)
    return rest
  }

  function endingWith(id: Id): Stretch {
    const { found } = find(id)
    if (id.clock + 1 < found.clock + found.length) beginningWith({ client: id.client, clock: id.clock + 1 })
    return found
  }

  function learn(known: KnownClocks, client: number, end: number): void {
    const news: { readonly client: number; readonly end: number }[] = [{ client, end }]
    for (let latest = news.pop(); latest; latest = news.pop()) {
      const before = known.get(latest.client) ?? 0
      if (latest.end <= before) continue
      known.set(latest.client, latest.end)
      const own = byClient.get(latest.client) ?? []
      for (let index = countUpTo(own, before - 1); index < own.length; index += 1) {
        const stretch = own[index]
        if (!stretch || stretch.clock >= latest.end) break
        effort.spend(1)
        for (const id of [stretch.origin, stretch.rightOrigin]) {
          if (id) news.push({ client: id.client, end: id.clock + 1 })
        }
      }
    }
  }

  function refuseSeen(from: Stretch | null, to: Stretch | null, written: WrittenLetters): void {
    let known = knownBy.get(written.client)
    if (!known) knownBy.set(written.client, (known = new Map()))
    learn(known, written.client, written.clock)
    for (const id of [written.origin, written.rightOrigin]) if (id) learn(known, id.client, id.clock + 1)
    for (let at = from; at !== to; at = at.next) {
      if (at === null) throw malformed()
      effort.spend(1)
      if (at.clock < (known.get(at.client) ?? 0)) throw malformed()
    }
  }

  return {
    add: (written) => {
      // The right neighbour first: where both cross within one stretch, the left one must end up behind the
      // right one.
      const right = written.rightOrigin && beginningWith(written.rightOrigin)
      const left = written.origin && endingWith(written.origin)
      const next = left ? left.next : first
      if (next === right) {
        insertAfter(left, written)
        return
      }
      refuseSeen(next, right, written)
      insertAfter(
        leftOf(left, next, right, written, (id) => find(id).found, effort),
        written,
      )
    },
    letters: () => {
      const letters: Id[] = []
      for (let at = first; at !== null; at = at.next) {
        for (let index = 0; index < at.length; index += 1) {
          letters.push({ client: at.client, clock: at.clock + index })
        }
      }
      return letters
    },
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
