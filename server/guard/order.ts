import { Item } from 'yjs'
import type { Crowding } from './crowding.ts'
import type { Id } from './parse-update.ts'
import { isPlaced, type Gap, type Neighbour, type Placed } from './placed.ts'
import { malformed } from './refused.ts'
import { isStored } from './spot.ts'
import type { Effort } from './store-view.ts'

/**
 * Refuses a struct whose right neighbour is not to the right of its left one: merging is only sure to end the same
 * everywhere while neighbours do not cross. Spends the steps that Yjs may walk between them: none when they stand
 * side by side, as for everyone who writes connected, and otherwise as far as all that this update puts into the list.
 */
export function checkOrder(gap: Gap, crowding: Crowding, effort: Effort): void {
  const { left, right, leftId, rightId } = gap
  if (left !== null && isPlaced(left)) {
    if (isSame(rightId, left.struct.rightOrigin) && isEnd(left, leftId)) {
      if (left.followers > 0) effort.spend(crowding.inGap(gap))
    } else {
      if (right !== null) checkAfterPlaced(left, leftId, right, rightId, effort)
      effort.spend(crowding.inList(gap))
    }
  } else if (right !== null && isPlaced(right)) {
    if (isSame(leftId, right.struct.origin)) {
      if (right.leaders > 0) effort.spend(crowding.inGap(gap))
    } else {
      checkBeforePlaced(left, leftId, right, effort)
      effort.spend(crowding.inList(gap))
    }
  } else if (isTight(gap, effort)) effort.spend(crowding.inGap(gap))
  else effort.spend(crowding.inList(gap))
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
    return walk(left.right, right, effort) === 0 && isLeftEnd && isBeginning(right, rightId)
  }
  if (spot.sub === null) return walk(spot.parent._start, right, effort) === 0 && isBeginning(right, rightId)
  // Yjs looks for the first of all values that this key ever had.
  let steps = 0
  const last = spot.parent._map.get(spot.sub)
  for (let at = last ?? null; at; at = at.left) steps += 1
  effort.spend(steps)
  return last === undefined
}

/** A neighbour of this update, then one that was not its right neighbour when it was written. */
function checkAfterPlaced(
  left: Placed,
  leftId: Id | null,
  right: Neighbour,
  rightId: Id | null,
  effort: Effort,
): void {
  if (isPlaced(right)) {
    if (left === right) {
      if (!leftId || !rightId || leftId.clock >= rightId.clock) throw malformed()
      return
    }
    let steps = 0
    for (let at: Placed | null = left; at; at = at.before) {
      if (at === right) throw malformed()
      steps += 1
    }
    return effort.spend(steps)
  }
  const { base } = left
  if (!base || !(right instanceof Item)) return
  if (base.item !== right) walk(base.item.right, right, effort)
  else if (!rightId || base.clock >= rightId.clock) throw malformed()
}

/** A neighbour in the document, then one of this update that was not written directly after it. */
function checkBeforePlaced(left: Neighbour | null, leftId: Id | null, right: Placed, effort: Effort): void {
  if (!(left instanceof Item)) return
  let last = right
  let steps = 0
  for (; last.after !== null && isPlaced(last.after); last = last.after) steps += 1
  effort.spend(steps)
  const end = last.after
  if (!(end instanceof Item) || !last.struct.rightOrigin) return
  if (end !== left) walk(left.right, end, effort)
  else if (!leftId || leftId.clock >= last.struct.rightOrigin.clock) throw malformed()
}

/** Steps to an item, or to the end of the list when there is none to reach; refuses when it is not there. */
function walk(from: Item | null, to: Neighbour | null, effort: Effort): number {
  let steps = 0
  let at = from
  for (; at !== null && at !== to; at = at.right) {
    steps += 1
    if (steps % 1_024 === 0) effort.spend(1_024)
  }
  if (at === null && to instanceof Item) throw malformed()
  effort.spend(steps % 1_024)
  return steps
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
