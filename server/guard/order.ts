import { Item, type Doc } from 'yjs'
import { firstItemOf, itemAt, structsOf } from '#shared/board/yjs-internals.ts'
import { isSame, newListOrder, type ListOrder, type WrittenLetters } from './list-order.ts'
import { isPlaced, type Gap } from './placed-struct.ts'
import { isStored, type Parent } from './schema-path.ts'
import { splitCost, type Effort } from './refused.ts'

/** Checks, struct by struct, that a person can have written an update like this. */
export interface Orders {
  /** Refuses letters in places where nobody can have written them, and structs that make Yjs walk too far. */
  readonly check: (gap: Gap, written: WrittenLetters) => void
}

/** The letters that an update puts into one text. */
interface Text {
  readonly written: WrittenLetters[]
  /** Null as long as each stretch continues the one before it. */
  order: ListOrder | null
}

export function newOrders(doc: Doc, effort: Effort): Orders {
  const insertCost = newInsertCost()
  let checked = 0
  const texts = new Map<Parent, Text>()
  return {
    check: (gap, written) => {
      checked += 1
      // The values of a key have no right neighbours, so their order is the same for everybody.
      if (gap.path.sub !== null) {
        spendOnKey(gap, insertCost, effort)
        return insertCost.add(gap)
      }
      const { parent } = gap.path
      let text = texts.get(parent)
      if (!text) texts.set(parent, (text = { written: [], order: null }))
      spendOnSplit(gap)
      if (!text.order) {
        const last = text.written.at(-1)
        const isPlain = last ? goesOn(last, written) : isTight(gap)
        text.written.push(written)
        if (isPlain) return
        text.order = newListOrder(isStored(parent) ? firstItemOf(parent) : null, effort)
        for (const earlier of text.written) text.order.add(earlier)
      } else text.order.add(written)
    },
  }

  /** Counts splits of the document's stretches. A ListOrder counts its own. */
  function spendOnSplit({ left, leftId }: Gap): void {
    if (left instanceof Item && leftId && leftId.clock + 1 < left.id.clock + left.length) {
      effort.spend(splitCost(structsOf(doc, leftId.client).length + checked))
    }
  }
}

/** True for the same person's next letters, right after the last ones and before the same neighbour. */
function goesOn(last: WrittenLetters, written: WrittenLetters): boolean {
  return (
    written.client === last.client &&
    written.clock === last.clock + last.length &&
    isSame(written.origin, { client: last.client, clock: written.clock - 1 }) &&
    isSame(written.rightOrigin, last.rightOrigin)
  )
}

/** True when the neighbours in the document stand side by side. */
function isTight({ path, left, leftId, right, rightId }: Gap): boolean {
  if (!isStored(path.parent)) return true
  if (left instanceof Item && left === right) return leftId?.clock === (rightId?.clock ?? 0) - 1
  const isLeftEnd = left instanceof Item ? leftId?.clock === left.id.clock + left.length - 1 : true
  const isRightStart = right instanceof Item ? rightId?.clock === right.id.clock : true
  return (left instanceof Item ? left.right : firstItemOf(path.parent)) === right && isLeftEnd && isRightStart
}

/**
 * Yjs walks from a value's left neighbour to the end of all values of its key. For a connected writer that
 * is no step. Otherwise it is as far as the update's own values go.
 */
function spendOnKey(gap: Gap, insertCost: InsertCost, effort: Effort): void {
  const { path, left, leftId } = gap
  if (left !== null && isPlaced(left)) {
    if (leftId?.clock === left.struct.clock + left.struct.length - 1) {
      if (left.followers > 0) effort.spend(insertCost.inGap(gap))
      return
    }
    spendToEnd(left.base?.item.right ?? null, effort)
    return effort.spend(insertCost.inList(gap))
  }
  if (!isStored(path.parent)) return effort.spend(insertCost.inGap(gap))
  if (left instanceof Item) {
    spendToEnd(left.right, effort)
    const isLast = left.right === null && leftId?.clock === left.id.clock + left.length - 1
    return effort.spend(isLast ? insertCost.inGap(gap) : insertCost.inList(gap))
  }
  // Yjs looks for the first value that this key ever had, and walks back through all of them.
  let steps = 0
  for (let at = itemAt(path.parent, path.sub ?? '') ?? null; at; at = at.left) {
    steps += 1
    if (steps % 1_024 === 0) effort.spend(2_048)
  }
  effort.spend(2 * (steps % 1_024) + (steps === 0 ? insertCost.inGap(gap) : insertCost.inList(gap)))
}

function spendToEnd(from: Item | null, effort: Effort): void {
  let steps = 0
  for (let at = from; at !== null; at = at.right) {
    steps += 1
    if (steps % 1_024 === 0) effort.spend(1_024)
  }
  effort.spend(steps % 1_024)
}

/**
 * Counts the values that one update writes under the same key and between the same neighbours. Yjs walks
 * past all of them for every further value that does not name its exact neighbour. Thousands of values
 * would cost quadratic time.
 */
interface InsertCost {
  readonly inList: (gap: Gap) => number
  readonly inGap: (gap: Gap) => number
  readonly add: (gap: Gap) => void
}

interface Counts {
  total: number
  readonly gaps: Map<string, number>
}

function newInsertCost(): InsertCost {
  const lists = new Map<Parent, Map<string | null, Counts>>()
  const countsOf = ({ path }: Gap): Counts | undefined => lists.get(path.parent)?.get(path.sub)
  return {
    inList: (gap) => countsOf(gap)?.total ?? 0,
    inGap: (gap) => countsOf(gap)?.gaps.get(gapOf(gap)) ?? 0,
    add: (gap) => {
      const { parent, sub } = gap.path
      let subs = lists.get(parent)
      if (!subs) lists.set(parent, (subs = new Map()))
      let counts = subs.get(sub)
      if (!counts) subs.set(sub, (counts = { total: 0, gaps: new Map() }))
      const key = gapOf(gap)
      counts.total += 1
      counts.gaps.set(key, (counts.gaps.get(key) ?? 0) + 1)
    },
  }
}

/** A gap's name: the place in the document where the chain of left neighbours begins. */
function gapOf({ left, leftId }: Gap): string {
  const id = left !== null && isPlaced(left) ? left.baseId : leftId
  return id ? `${id.client} ${id.clock}` : ''
}
