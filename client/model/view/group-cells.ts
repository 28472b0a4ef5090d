import { packCells } from '#shared/geometry/packing.ts'
import { noteSide, packingGap } from '#shared/geometry/sizes.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { inRows } from '#shared/geometry/reading-order.ts'
import {
  boundsOf,
  encloses,
  inset,
  intersects,
  type Point,
  type Rect,
  type Size,
} from '#shared/geometry/rect.ts'

const pitch = noteSide + packingGap
/** More cells than this for each note are of a group that somebody has pulled apart: then only its last row is filled. */
const sparse = 4

interface Cell extends Point {
  readonly column: number
  readonly row: number
}

/**
 * The free cells of a group for a note of this size, in the order in which they fill up: a group grows by a column, then
 * by a row, so no note of it moves when another comes. Last come the cells before the first column and row. No cell lies on a
 * note of the group.
 */
export function freeCells(notes: readonly Rect[], size: Size, most: number): readonly Rect[] {
  const bounds = boundsOf(notes)
  if (!bounds) return []
  const taken = createGrid<{ readonly rect: Rect }>()
  for (const rect of notes) taken.add({ rect })
  const below = bounds.y + bounds.height + packingGap
  const above = bounds.y - size.height - packingGap
  const tops = inRows(notes, (rect) => rect).map((row) => Math.min(...row.map(({ y }) => y)))
  const columns = Math.min(Math.floor((bounds.width - noteSide) / pitch) + 2, Math.max(1, most))
  const isSparse = (tops.length + 1) * columns > sparse * notes.length + 100
  const rows = isSparse ? [below] : [...tops, below]
  const rowAt = (y: number, row: number) =>
    Array.from({ length: columns }, (_, column): Cell => ({ column, row, x: bounds.x + column * pitch, y }))
  const cells = rows.flatMap(rowAt).sort(byFilling)
  const inColumn = columns < most ? rows.map((y) => ({ x: bounds.x - pitch, y })) : []
  return [...cells, ...inColumn, ...rowAt(above, -1)]
    .map(({ x, y }) => ({ x, y, width: size.width, height: size.height }))
    .filter((cell) => taken.query(cell).length === 0)
}

function byFilling(a: Cell, b: Cell): number {
  return (
    edgeOf(a) - edgeOf(b) || Number(isInRow(a)) - Number(isInRow(b)) || a.row - b.row || a.column - b.column
  )
}

const edgeOf = ({ column, row }: Cell): number => Math.max(column, row)
const isInRow = ({ column, row }: Cell): boolean => column <= row

/** A note for which a group has no room lies on a note of it, so much aside, until the board is tidied. */
const aside = 16

/** Ways to lay out the notes of a new group around the first one: in reading order, or a second note on each side of it. */
export function layoutsOf(
  sizes: readonly Rect[],
  { x, y }: Point,
  most: number,
): readonly (readonly Rect[])[] {
  const [first, second] = sizes
  const { places } = packCells(sizes, most)
  const grid = sizes.map((size, index) => ({
    ...size,
    x: x + (places[index]?.x ?? 0),
    y: y + (places[index]?.y ?? 0),
  }))
  if (!first || !second || sizes.length > 2) return [grid]
  const here = { ...first, x, y }
  const rows = [
    { ...second, x, y: y + first.height + packingGap },
    { ...second, x, y: y - second.height - packingGap },
  ]
  const columns = most < 2 ? [] : [{ ...second, x: x - pitch, y }]
  return [grid, ...[...rows, ...columns].map((there) => [here, there])]
}

/** On a note of the group, so that both can be seen: where the group is no larger for it, if there is such a place. */
export function pileOn(rects: readonly Rect[], size: Rect): Rect {
  const bounds = boundsOf(rects) ?? size
  const places = rects.map(({ x, y }) => ({ ...size, x: x + aside, y: y + aside }))
  const free = places.filter(({ x, y }) => !rects.some((rect) => rect.x === x && rect.y === y))
  return free.findLast((place) => encloses(bounds, place)) ?? free.at(-1) ?? size
}

/** Of so many places nearby one is chosen. Not measured. */
const mostTargets = 20

/** The places after a note was dropped within its group: it goes to the nearest one, and a note there to a cell beside it. */
export function reordered(
  rects: ReadonlyMap<string, Rect>,
  { id, at }: { readonly id: string; readonly at: Point },
  {
    most,
    reach,
    isFixed,
  }: { readonly most: number; readonly reach: number; readonly isFixed: (id: string) => boolean },
): ReadonlyMap<string, Point> {
  const own = rects.get(id)
  const bounds = boundsOf(rects.values())
  if (!own || !bounds) return new Map()
  const others = [...rects].filter(([other]) => other !== id).map(([other, rect]) => ({ id: other, rect }))
  const cellsAmong = (taken: readonly Rect[], size: Rect) =>
    freeCells(taken, size, most).filter((cell) => encloses(inset(bounds, -packingGap), cell))
  const free = cellsAmong(
    others.map(({ rect }) => rect),
    own,
  )
  const targets = [...free, own, ...others.map(({ rect }) => ({ ...own, x: rect.x, y: rect.y }))]
  for (const to of targets.sort(byDistance(at)).slice(0, mostTargets)) {
    const there = others.filter(({ rect }) => intersects(rect, to))
    const [other] = there
    if (!other) return new Map([[id, to]])
    if (there.length > 1 || isFixed(other.id)) continue
    const rest = [to, ...others.filter((one) => one !== other).map(({ rect }) => rect)]
    const ways = [...cellsAmong(rest, other.rect), { ...other.rect, x: own.x, y: own.y }]
    const [way] = ways
      .filter((cell) => isNear(cell, other.rect, reach) && !rest.some((rect) => intersects(rect, cell)))
      .sort(byDistance(other.rect))
    if (way)
      return new Map([
        [other.id, way],
        [id, to],
      ])
  }
  return new Map()
}

/** A way up or down counts as so much longer: screens are wide. */
const upright = 1.6
/** So many walls nearby are gone past; each more makes the corners between them many more. Not measured. */
const mostWalls = 12

/** The places beside the walls nearby and beside corners between them, nearest first. */
export function waysPast({ x, y, width, height }: Rect, walls: readonly Rect[]): readonly Point[] {
  const near = walls.toSorted(byDistance({ x, y })).slice(0, mostWalls)
  const columns = near.flatMap((wall) => [wall.x + wall.width + packingGap, wall.x - packingGap - width])
  const rows = near.flatMap((wall) => [wall.y + wall.height + packingGap, wall.y - packingGap - height])
  return [x, ...columns]
    .flatMap((left) =>
      [y, ...rows].map((top) => ({
        x: left,
        y: top,
        length: Math.abs(left - x) + upright * Math.abs(top - y),
      })),
    )
    .sort((a, b) => a.length - b.length)
}

export function withGap(rect: Rect): Rect {
  return inset(rect, 1 - packingGap)
}

/** A free place found in large steps, moved back towards the wish as far as it stays free. */
export function drawnTo(wish: Rect, found: Point, isTaken: (rect: Rect) => boolean): Point {
  let at = { x: found.x, y: found.y }
  for (const axis of ['x', 'y'] as const) {
    for (let step = (wish[axis] - at[axis]) / 2; Math.abs(step) >= 4; step /= 2) {
      const next = { ...at, [axis]: Math.round(at[axis] + step) }
      if (!isTaken({ ...wish, ...next })) at = next
    }
  }
  return at
}

/** Orders places by their distance from one; those as far away by their coordinates, on every screen alike. */
function byDistance(from: Point): (a: Point, b: Point) => number {
  const far = ({ x, y }: Point) => Math.hypot(x - from.x, y - from.y)
  return (a, b) => far(a) - far(b) || a.x - b.x || a.y - b.y
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

function isNear(a: Point, b: Point, reach: number): boolean {
  return Math.abs(a.x - b.x) <= reach && Math.abs(a.y - b.y) <= reach
}

/** The parts of a larger rectangle on each side of the one within it. */
export function stripsAround(within: Rect, large: Rect): readonly Rect[] {
  const [left, top] = [within.x - large.x, within.y - large.y]
  return [
    { ...large, width: left },
    { ...large, height: top },
    { ...large, x: within.x + within.width, width: large.width - within.width - left },
    { ...large, y: within.y + within.height, height: large.height - within.height - top },
  ].filter(({ width, height }) => width > 0 && height > 0)
}
