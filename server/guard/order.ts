import * as Y from 'yjs'
import type { Id } from './parse-update.ts'
import { isPlaced, type Neighbour, type Placed } from './placed.ts'
import { malformed } from './refused.ts'
import { isStored, type Spot } from './spot.ts'
import type { Effort } from './store-view.ts'

interface Gap {
  readonly spot: Spot
  readonly left: Neighbour | null
  readonly leftId: Id | null
  readonly right: Neighbour | null
  readonly rightId: Id | null
  readonly effort: Effort
}

/**
 * Refuses a struct whose right neighbour is not to the right of its left one: merging is only sure to end the same
 * everywhere while neighbours do not cross. Returns the steps that Yjs may walk between them.
 */
export function walkCost(gap: Gap): number {
  const { left, leftId, right, rightId, effort } = gap
  let cost = 0
  if (left !== null && isPlaced(left)) {
    if (right !== null && !isSame(rightId, left.struct.rightOrigin))
      cost = afterPlaced(left, leftId, right, rightId, effort)
    // The same walk again, from a neighbour that has just made it.
    else cost = left.cost
  } else if (right !== null && isPlaced(right)) {
    if (!isSame(leftId, right.struct.origin)) cost = beforePlaced(left, leftId, right, effort)
    else cost = right.cost
  } else {
    cost = between(gap)
  }
  effort.spend(cost)
  return cost
}

/** Both neighbours, where there are any, are in the document. */
function between({ spot, left, leftId, right, rightId, effort }: Gap): number {
  if (!isStored(spot.parent)) return 0
  if (left instanceof Y.Item) {
    if (left === right) {
      if (!leftId || !rightId || leftId.clock >= rightId.clock) throw malformed()
      return 0
    }
    return distance(left.right, right, effort)
  }
  if (spot.sub === null) return distance(spot.parent._start, right, effort)
  // Yjs looks for the first of all values that this key ever had.
  let steps = 0
  for (let at = spot.parent._map.get(spot.sub)?.left ?? null; at; at = at.left) steps += 1
  return steps
}

/** A neighbour written in this update, then one that was not its right neighbour when it was written. */
function afterPlaced(
  left: Placed,
  leftId: Id | null,
  right: Neighbour,
  rightId: Id | null,
  effort: Effort,
): number {
  if (isPlaced(right)) {
    if (left === right) {
      if (!leftId || !rightId || leftId.clock >= rightId.clock) throw malformed()
      return left.cost
    }
    let steps = 0
    for (let at: Placed | null = left; at; at = at.before) {
      if (at === right) throw malformed()
      steps += 1
    }
    return steps
  }
  const base = left.base
  if (!base || !(right instanceof Y.Item)) return left.cost
  if (base.item === right) {
    if (!rightId || base.clock >= rightId.clock) throw malformed()
    return left.cost
  }
  return distance(base.item.right, right, effort)
}

/** A neighbour in the document, then one of this update that was not written directly after it. */
function beforePlaced(left: Neighbour | null, leftId: Id | null, right: Placed, effort: Effort): number {
  if (!(left instanceof Y.Item)) return right.cost
  const end = endOf(right, effort)
  if (!end) return right.cost
  if (end.item === left) {
    if (!leftId || leftId.clock >= end.clock) throw malformed()
    return right.cost
  }
  return distance(left.right, end.item, effort)
}

/** The document's item that the chain of right neighbours ends at, as `base` does to the left. */
function endOf(placed: Placed, effort: Effort): { readonly item: Y.Item; readonly clock: number } | null {
  let at = placed
  let steps = 0
  while (at.after !== null && isPlaced(at.after)) {
    at = at.after
    steps += 1
  }
  effort.spend(steps)
  return at.after instanceof Y.Item && at.struct.rightOrigin
    ? { item: at.after, clock: at.struct.rightOrigin.clock }
    : null
}

/** Steps to an item, or to the end of the list when there is none to reach. */
function distance(from: Y.Item | null, to: Neighbour | null, effort: Effort): number {
  let steps = 0
  for (let at = from; at !== null; at = at.right) {
    if (at === to) return steps
    steps += 1
    if (steps % 1_024 === 0) effort.spend(1_024)
  }
  if (to instanceof Y.Item) throw malformed()
  return steps % 1_024
}

function isSame(a: Id | null, b: Id | null): boolean {
  if (a === null || b === null) return a === b
  return a.client === b.client && a.clock === b.clock
}
