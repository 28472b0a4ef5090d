import { fieldMargin } from '#shared/geometry/field.ts'
import type { Point } from '#shared/geometry/rect.ts'
import type { SceneCluster, SceneNote } from '../model/scene.ts'
import type { ShownVote } from './shown.ts'

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

/** What a click at the point does to the vote; `slack` widens the targets, board units. */
export function dotActionAt(
  option: SceneNote | SceneCluster,
  vote: ShownVote | null,
  point: Point,
  slack: number,
): 'place' | 'take' | undefined {
  if (vote?.kind !== 'open' || !vote.mayVote) return undefined
  const row = dotRow(option, vote)
  if (!row) return undefined
  const isNear = (at: Point, radius: number) => Math.hypot(at.x - point.x, at.y - point.y) <= radius + slack
  if (row.place && isNear(row.place, placeRadius)) return 'place'
  return row.own.some((at) => isNear(at, dotRadius)) ? 'take' : undefined
}
