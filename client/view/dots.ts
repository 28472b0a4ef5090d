import { fieldMargin } from '#shared/geometry/field.ts'
import type { Point } from '#shared/geometry/rect.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import type { ShownVote } from './view-state.ts'

/** Board units. */
export const dotRadius = 7
export const placeRadius = 9
const dotStep = 17
const fromEdge = 14

/** So many dots are drawn one by one; more become one and a number. */
const mostDrawn = 6

/** Where the dots of one option are: the painter draws them there, and the tools find them there. */
export interface DotRow {
  /** Centres of this person's dots. */
  readonly own: readonly Point[]
  /** The number beside a single dot, when there are too many to draw. */
  readonly count: { readonly text: string; readonly at: Point } | null
  /** Centre of the disc that places one more. */
  readonly place: Point | null
}

/** Where an option's dots begin: the lower left of a note, or of a cluster's field. */
export function rowStart(option: SceneNote | SceneCluster): Point {
  const { x, y, height } = option.rect
  const isField = 'members' in option && !option.isCollapsed
  const left = isField ? fieldMargin + dotRadius : fromEdge + dotRadius
  return { x: x + left, y: y + height - (isField ? fieldMargin / 2 - 1 : fromEdge) }
}

export function dotRow(
  option: SceneNote | SceneCluster,
  vote: ShownVote & { kind: 'open' },
): DotRow | undefined {
  if (!vote.options.has(option.id)) return undefined
  const start = rowStart(option)
  const own = vote.dots[option.id] ?? 0
  const isMany = own > mostDrawn
  const drawn = isMany ? 1 : own
  const at = (slot: number): Point => ({ x: start.x + slot * dotStep, y: start.y })
  const hasRoom = vote.mayVote && vote.canPlace && own < vote.cap
  return {
    own: Array.from({ length: drawn }, (_, slot) => at(slot)),
    count: isMany ? { text: `× ${own}`, at: { x: start.x + dotRadius + 5, y: start.y } } : null,
    place: hasRoom ? { x: at(isMany ? 3 : drawn).x + (drawn > 0 ? 4 : 2), y: start.y } : null,
  }
}

/** The effect of a click on the vote, and the distance from the point to the middle of that dot. */
export interface DotAction {
  readonly action: 'place' | 'take'
  readonly distance: number
}

/**
 * The nearest dot within reach of the point; `slack` widens the targets, board units. Widened targets overlap, and a
 * click at a person's own dot must not place another.
 */
export function dotActionAt(
  option: SceneNote | SceneCluster,
  vote: ShownVote | null,
  point: Point,
  slack: number,
): DotAction | undefined {
  if (vote?.kind !== 'open' || !vote.mayVote) return undefined
  const row = dotRow(option, vote)
  if (!row) return undefined
  const distanceTo = (at: Point) => Math.hypot(at.x - point.x, at.y - point.y)
  const take = Math.min(...row.own.map(distanceTo))
  const place = row.place ? distanceTo(row.place) : Infinity
  if (take <= dotRadius + slack && take <= place) return { action: 'take', distance: take }
  return place <= placeRadius + slack ? { action: 'place', distance: place } : undefined
}
