import { Item } from 'yjs'
import type { Crowding } from './crowding.ts'
import type { Id } from './parse-update.ts'
import { isPlaced, type Gap, type Neighbour, type Placed } from './placed.ts'
import { malformed } from './refused.ts'
import { isStored } from './spot.ts'
import type { Effort } from './store-view.ts'

/**
 * Refuses a struct whose right neighbour is to the left of its left one: merging is only sure to end the same
 * everywhere while neighbours do not cross. Among what one update brings, crossing is let through: Yjs's own undo
 * does it once in ten thousand steps, and refusing would cost somebody a day's work offline. The price: where neighbours
 * cross within one struct, Yjs may order what stands between them otherwise for people who come later.
 *
 * Spends the steps that Yjs may walk between the neighbours: none when they stand side by side, as for everyone who
 * writes connected, and otherwise as far as all that this update puts into the list.
 */
export function checkOrder(gap: Gap, crowding: Crowding, effort: Effort): void {
  const { left, right, leftId, rightId } = gap
  if (left !== null && isPlaced(left)) {
    if (isSame(rightId, left.struct.rightOrigin) && isEnd(left, leftId)) {
      if (left.followers > 0) effort.spend(crowding.inGap(gap))
    } else {
      walk(firstAfter(left.base?.item ?? null, gap), right, effort)
      effort.spend(crowding.inList(gap))
    }
  } else if (right !== null && isPlaced(right)) {
    if (isSame(leftId, right.struct.origin)) {
      if (right.leaders > 0) effort.spend(crowding.inGap(gap))
    } else {
      walk(firstAfter(left instanceof Item ? left : null, gap), endOf(right, effort), effort)
      effort.spend(crowding.inList(gap))
    }
  } else if (isTight(gap, effort)) effort.spend(crowding.inGap(gap))
  else effort.spend(crowding.inList(gap))
}

function firstAfter(item: Item | null, { spot }: Gap): Item | null {
  if (item) return item.right
  return isStored(spot.parent) ? spot.parent._start : null
}

/** What the chain of right neighbours ends at in the document; null: at the end of the list. */
function endOf(placed: Placed, effort: Effort): Neighbour | null {
  let last = placed
  let steps = 0
  for (; last.after !== null && isPlaced(last.after); last = last.after) steps += 1
  effort.spend(steps)
  return last.after
}

/** Both neighbours, where there are any, are in the document: do they stand side by side? */
function isTight({ spot, left, leftId, right, rightId }: Gap, effort: Effort): boolean {
  if (!isStored(spot.parent)) return true
  if (left instanceof Item) {
    if (left === right) {
      if (!leftId || !rightId || leftId.clock >= rightId.clock) throw malformed()
      return leftId.clock + 1 === rightId.clock
    }
    const isLeftEnd = leftId !== null && leftId.clock === left.id.clock + left.length - 1
    return walkTo(left.right, right, effort) === 0 && isLeftEnd && isBeginning(right, rightId)
  }
  if (spot.sub === null) return walkTo(spot.parent._start, right, effort) === 0 && isBeginning(right, rightId)
  // Yjs looks for the first of all values that this key ever had.
  let steps = 0
  const last = spot.parent._map.get(spot.sub)
  for (let at = last ?? null; at; at = at.left) steps += 1
  effort.spend(steps)
  return last === undefined
}

/** As `walk`, but refuses when the item is not there. */
function walkTo(from: Item | null, to: Neighbour | null, effort: Effort): number {
  const { steps, isFound } = walk(from, to, effort)
  if (to !== null && !isFound) throw malformed()
  return steps
}

/** Steps to an item, or to the end of the list. */
function walk(
  from: Item | null,
  to: Neighbour | null,
  effort: Effort,
): { readonly steps: number; readonly isFound: boolean } {
  let steps = 0
  let at = from
  for (; at !== null && at !== to; at = at.right) {
    steps += 1
    if (steps % 1_024 === 0) effort.spend(1_024)
  }
  effort.spend(steps % 1_024)
  return { steps, isFound: at !== null }
}

function isEnd({ struct }: Placed, id: Id | null): boolean {
  return id?.clock === struct.clock + struct.length - 1
}

function isBeginning(item: Neighbour | null, id: Id | null): boolean {
  return item instanceof Item ? item.id.clock === id?.clock : true
}

function isSame(a: Id | null, b: Id | null): boolean {
  if (a === null || b === null) return a === b
  return a.client === b.client && a.clock === b.clock
}
