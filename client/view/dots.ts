import { headingHeight } from '#shared/geometry/field.ts'
import { packingGap } from '#shared/geometry/sizes.ts'
import type { Point } from '#shared/geometry/rect.ts'
import { noteMargin } from '#shared/text/layout.ts'
import { mostPoints, PollMethod } from '#shared/workshop/round.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import type { ShownVote } from './view-state.ts'

type Option = SceneNote | SceneCluster
type OpenVote = ShownVote & { readonly kind: 'open' }

/** From further away a note is smaller than a finger's or a pointer's target. */
export const leastDotZoom = 0.14

/** CSS pixels at any zoom: what is to be hit does not become smaller with the board. */
export const dotRadius = 7
export const placeRadius = 12
const dotStep = 17
const fromEdge = 14
const beforePlace = 4
/** From the middle of one number of points to the next. */
const pointsStep = 27
const reachOfDot = 12
const reachOfPlace = 14
/** The ring with a total. At the end of a title that is wide enough its rank stands beside it. */
export const ringRadius = 11
const ringWidth = 28
const resultWidth = 78
const wideTitle = 220

/** So many dots are drawn one by one; more become one and a number. */
const mostDrawn = 6

/**
 * Where the dots of one option are, CSS pixels from its upper left corner: the painter draws them there, and the tools
 * find them there.
 */
export interface DotRow {
  /** Centres of this person's dots. */
  readonly own: readonly Point[]
  /** The number beside a single dot, when there are too many to draw. */
  readonly count: { readonly text: string; readonly at: Point } | null
  /** Centre of the disc that places one more. */
  readonly place: Point | null
  /** In a round with scores: the numbers of points to choose from. Seen from afar only one, which a click changes. */
  readonly points: readonly PointsDisc[]
}

export interface PointsDisc {
  readonly text: string
  readonly at: Point
  /** The points that this person has given. */
  readonly isOwn: boolean
  /** The points after a click. Null: none are given any more. */
  readonly next: number | null
}

/**
 * The line on which dots and results stand: at the end of a group's title, along a note's lower edge. Its margin shrinks with
 * the board and discs do not: from afar they stand on the edge and reach into the gap below, never into the words.
 */
interface Line {
  readonly left: number
  readonly right: number
  readonly y: number
  readonly isAtEnd: boolean
}

export function dotLine(option: Option, zoom: number): Line {
  const width = option.rect.width * zoom
  if (isField(option)) {
    const y = Math.max(placeRadius + 1, headingHeight * zoom - fromEdge)
    return { left: 2, right: width - 2, y, isAtEnd: true }
  }
  const edge = Math.max(3, Math.min(fromEdge, fromEdge * zoom))
  return { left: edge, right: width - edge, y: option.rect.height * zoom + belowEdge(zoom), isAtEnd: false }
}

/** From a note's lower edge down to the middle of its dots, CSS pixels. */
function belowEdge(zoom: number): number {
  const belowWords = placeRadius + 1 - noteMargin.bottom * zoom
  const aboveNext = packingGap * zoom - placeRadius
  return Math.min(Math.max(-fromEdge, belowWords), aboveNext)
}

/** The discs of a note reach over its edge: numbers beside them need paper of their own. */
export function isOverEdge(option: Option, zoom: number): boolean {
  return !isField(option) && belowEdge(zoom) > -placeRadius
}

export function dotRow(option: Option, vote: OpenVote, zoom: number): DotRow | undefined {
  if (!vote.options.has(option.id)) return undefined
  if (vote.method === PollMethod.agreement) return undefined
  if (vote.method === PollMethod.score) return pointsRow(option, vote, zoom)
  const { left, right, y, isAtEnd } = dotLine(option, zoom)
  const own = vote.dots[option.id] ?? 0
  const room = right - left
  const wish = hasPlace(vote, own)
  const isMany = own > mostDrawn || (own > 1 && widthOf(own, '', wish) > room)
  const drawn = isMany ? 1 : own
  const text = isMany ? `× ${own}` : ''
  // Beside a dot on a small note there is no room to place another: first one comes nearer.
  const isPlace = wish && (own === 0 || widthOf(drawn, text, true) <= room)
  const start = isAtEnd ? Math.max(left, right - widthOf(drawn, text, isPlace)) : left
  const end = start + widthOf(drawn, text, false)
  return {
    own: Array.from({ length: drawn }, (_, slot) => ({ x: start + dotRadius + slot * dotStep, y })),
    count: isMany ? { text, at: { x: start + 2 * dotRadius + 5, y } } : null,
    place: isPlace ? { x: end + (own > 0 ? beforePlace : 0) + placeRadius, y } : null,
    points: [],
  }
}

const allPoints = Array.from({ length: mostPoints + 1 }, (_, points) => points)

function pointsRow(option: Option, { dots, mayVote }: OpenVote, zoom: number): DotRow {
  const own = dots[option.id]
  const { left, right, y, isAtEnd } = dotLine(option, zoom)
  const widthFor = (discs: number) => (discs - 1) * pointsStep + 2 * placeRadius
  const hasRoom = widthFor(allPoints.length) <= right - left
  const isAll = mayVote && hasRoom
  const shown = isAll ? allPoints : mayVote || own !== undefined ? [own] : []
  const start = isAtEnd ? Math.max(left, right - widthFor(shown.length)) : left
  const points = shown.map((each, slot): PointsDisc => ({
    text: each === undefined ? '+' : String(each),
    at: { x: start + placeRadius + slot * pointsStep, y },
    isOwn: each !== undefined && each === own,
    next: isAll ? (each === own ? null : (each ?? null)) : nextPoints(own),
  }))
  return { own: [], count: null, place: null, points }
}

/** Without room for all numbers each click leads to the next one. */
function nextPoints(own: number | undefined): number {
  return own === undefined ? 1 : (own + 1) % (mostPoints + 1)
}

/** CSS pixels at the end of a group's title that its dots or its result take. */
export function roomOfDots(cluster: SceneCluster, vote: ShownVote | null, zoom: number): number {
  if (!vote || zoom < leastDotZoom) return 0
  if (vote.kind === 'closed') return vote.ranked.has(cluster.id) ? widthOfResult(cluster, zoom) : 0
  const row = dotRow(cluster, vote, zoom)
  const first = row?.own[0] ?? row?.place ?? row?.points[0]?.at
  return first ? dotLine(cluster, zoom).right - first.x + placeRadius + 4 : 0
}

/** CSS pixels from the option's corner. At the end of a title a result begins so far before it. */
export function resultStart(option: Option, zoom: number): Point {
  const { left, right, y, isAtEnd } = dotLine(option, zoom)
  return { x: (isAtEnd ? Math.max(left, right - widthOfResult(option, zoom)) : left) + ringRadius, y }
}

/** The effect of a click on the vote, and the distance from the point to the middle of that dot, CSS pixels. */
export interface DotAction {
  readonly action: DotDeed
  readonly distance: number
}

export type DotDeed = 'place' | 'take' | { readonly points: number | null }

/**
 * The nearest dot within reach of the point, which is in board units. Targets are larger than the dots and overlap, and a
 * click at a person's own dot must not place another.
 */
export function dotActionAt(
  option: Option,
  vote: ShownVote | null,
  point: Point,
  zoom: number,
): DotAction | undefined {
  if (vote?.kind !== 'open' || !vote.mayVote) return undefined
  const row = dotRow(option, vote, zoom)
  if (!row) return undefined
  const here = { x: (point.x - option.rect.x) * zoom, y: (point.y - option.rect.y) * zoom }
  const distanceTo = (at: Point) => Math.hypot(at.x - here.x, at.y - here.y)
  const [nearest] = row.points
    .map(({ at, next }) => ({ action: { points: next }, distance: distanceTo(at) }))
    .sort((a, b) => a.distance - b.distance)
  if (nearest) return nearest.distance <= reachOfPlace ? nearest : undefined
  const take = Math.min(...row.own.map(distanceTo))
  const place = row.place ? distanceTo(row.place) : Infinity
  if (take <= reachOfDot && take <= place) return { action: 'take', distance: take }
  return place <= reachOfPlace ? { action: 'place', distance: place } : undefined
}

/** CSS pixels from the middle of a dot within which a click is meant for it. */
export const dotReach = reachOfPlace

function hasPlace({ mayVote, canPlace, cap }: OpenVote, own: number): boolean {
  return mayVote && canPlace && own < cap
}

function widthOf(dots: number, text: string, isPlace: boolean): number {
  const drawn = dots === 0 ? 0 : (dots - 1) * dotStep + 2 * dotRadius
  const number = text === '' ? 0 : 5 + 8 * text.length
  return drawn + number + (isPlace ? 2 * placeRadius + (dots > 0 ? beforePlace : 0) : 0)
}

function widthOfResult({ rect }: Option, zoom: number): number {
  return rect.width * zoom < wideTitle ? ringWidth : resultWidth
}

export function isField(option: Option): option is SceneCluster {
  return 'members' in option && !option.isCollapsed
}
