import { noteSide, packingGap } from '#shared/geometry/sizes.ts'
import { fieldMargin, headingHeight } from '#shared/geometry/field.ts'
import type { Area } from '#shared/board/area.ts'
import { areaHeading, areaMargin, columnsOfGroups, innerOf } from '#shared/geometry/area.ts'
import {
  columnsForPage,
  largestOnPage,
  meetsAnyOf,
  packRows,
  sizeInColumns,
  shelvesFor,
  shelvesOf,
  packCells,
} from '#shared/geometry/packing.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, type Point, type Rect, type Size } from '#shared/geometry/rect.ts'
import type { Scene, SceneCluster, SceneNote } from '../document/scene.ts'
import type { Move } from './plan.ts'

/**
 * Lays out the content of each area within it, and everything else beside the areas: the clusters, then the notes outside
 * clusters, in reading order from the first corner. Things that may not be moved stay, and the others are laid out beside
 * them; an area with such a thing stays as it is.
 */
export function tidyBoard(scene: TidiedScene, mayMove: (id: string) => boolean): readonly Move[] {
  const parts = new Map<string | null, Part>()
  const partOf = (area: string | null): Part => {
    const key = area !== null && scene.areas.has(area) ? area : null
    const there = parts.get(key) ?? { fields: [], apart: [] }
    parts.set(key, there)
    return there
  }
  for (const cluster of scene.clusters.values()) partOf(cluster.area).fields.push(cluster)
  for (const note of scene.notes.values()) {
    if (note.cluster === null || !scene.clusters.has(note.cluster)) partOf(note.area).apart.push(note)
  }
  return [
    ...[...scene.areas.values()].flatMap((area) => tidyArea(scene, area, partOf(area.id), mayMove)),
    ...tidyOutside(scene, partOf(null), mayMove),
  ]
}

/** The parts of the scene that are read. */
export type TidiedScene = Pick<Scene, 'notes' | 'clusters' | 'areas'>

/** The things in one area, or outside all of them. */
interface Part {
  readonly fields: SceneCluster[]
  readonly apart: SceneNote[]
}

function tidyArea(
  scene: TidiedScene,
  area: Area,
  { fields, apart }: Part,
  mayMove: (id: string) => boolean,
): readonly Move[] {
  if ([...fields, ...apart].some(({ id }) => !mayMove(id))) return []
  const { x, y, width } = innerOf(area)
  const blocks = inReadingOrder(
    fields.flatMap((cluster) => blockOf(scene, cluster, columnsOfGroups(area)) ?? []),
    ({ rect }) => rect,
  )
  const shelves = shelvesOf(
    blocks.map(({ size }) => size),
    width,
    groupGap,
  )
  const notes = inReadingOrder(apart, ({ rect }) => rect)
  const sizes = notes.map(({ rect }) => rect)
  const corner = { x: area.x + areaMargin, y: area.y + areaHeading }
  const top = blocks.length === 0 ? corner.y : y + shelves.height + groupGap
  const rows = packRows(sizes, columnsIn(area.width - 2 * areaMargin))
  return [
    ...blocks.flatMap((block, index) => block.movesTo(shifted({ x, y }, shelves.places[index]))),
    ...notes.map(({ id }, index) => ({ id, ...shifted({ x: corner.x, y: top }, rows.places[index]) })),
  ]
}

function tidyOutside(
  scene: TidiedScene,
  { fields, apart }: Part,
  mayMove: (id: string) => boolean,
): readonly Move[] {
  const clusters = fields.flatMap((cluster) => (mayMove(cluster.id) && blockOf(scene, cluster)) || [])
  const loose = apart.filter(({ id }) => mayMove(id))
  const fixed = [
    ...[...fields, ...apart].flatMap(({ id, rect }) => (mayMove(id) ? [] : [rect])),
    ...[...scene.areas.values()].map(({ rect }) => rect),
  ]
  const corner = boundsOf([...clusters, ...loose].map(({ rect }) => rect))
  if (!corner) return []
  const notes = inReadingOrder(loose, ({ rect }) => rect)
  const { blocks, shelves, columns, size } = largestOnPage(
    layoutsOf(
      inReadingOrder(clusters, ({ rect }) => rect),
      notes.map(({ rect }) => rect),
    ),
    ({ wish }) => wish,
  )
  const { x, y } = beside({ x: corner.x, y: corner.y, ...size }, fixed)
  const rows = packRows(
    notes.map(({ rect }) => rect),
    columns,
  )
  const below = size.height - rows.height
  return [
    ...blocks.flatMap((block, index) => block.movesTo(shifted({ x, y }, shelves.places[index]))),
    ...notes.map(({ id }, index) => ({ id, ...shifted({ x, y: y + below }, rows.places[index]) })),
  ]
}

/** Between groups: their fields have a margin of their own. */
const groupGap = 32

/** The groups have to become so much larger before they leave their order. Not measured. */
const worthReordering = 1.04

/** The groups in rows, and the notes outside them below; then with the flat groups first, which makes even rows. */
function layoutsOf(groups: readonly Block[], notes: readonly Size[]) {
  const flatFirst = [...groups].sort((a, b) => a.size.height - b.size.height)
  const orders = [
    { blocks: groups, times: 1 },
    { blocks: flatFirst, times: worthReordering },
  ]
  const own = columnsForPage(notes)
  const known = new Map<number, Size>()
  const sizeIn = (columns: number) => {
    const size = known.get(columns) ?? sizeInColumns(notes, columns)
    known.set(columns, size)
    return size
  }
  return orders.flatMap(({ blocks, times }) => {
    const sizes = blocks.map(({ size }) => size)
    return shelvesFor(sizes, groupGap).map((shelves) => {
      const columns = blocks.length > 0 ? columnsIn(shelves.width) : own
      const rows = notes.length > 0 ? sizeIn(columns) : { width: 0, height: 0 }
      const gap = blocks.length > 0 && notes.length > 0 ? groupGap : 0
      const size = {
        width: Math.max(shelves.width, rows.width),
        height: shelves.height + gap + rows.height,
      }
      return {
        blocks,
        shelves,
        columns,
        size,
        wish: { width: size.width * times, height: size.height * times },
      }
    })
  })
}

/** The nearest place for a large rectangle straight beside, above or below what stays, or under all of it. */
function beside(wanted: Rect, fixed: readonly Rect[]): Point {
  const { x, y, width, height } = wanted
  const places = [
    { x, y },
    ...fixed.flatMap((stays) => [
      { x: stays.x + stays.width + packingGap, y },
      { x: stays.x - width - packingGap, y },
      { x, y: stays.y + stays.height + packingGap },
      { x, y: stays.y - height - packingGap },
    ]),
  ].sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))
  const isTaken = meetsAnyOf(fixed)
  const bottom = fixed.reduce((lowest, stays) => Math.max(lowest, stays.y + stays.height), y)
  return places.find((place) => !isTaken({ ...place, width, height })) ?? { x, y: bottom + packingGap }
}

interface Block {
  readonly rect: Rect
  readonly size: Size
  /** The field's first corner, heading included. */
  readonly movesTo: (corner: Point) => readonly Move[]
}

function blockOf(scene: TidiedScene, cluster: SceneCluster, most = Infinity): Block | undefined {
  const members = cluster.members.flatMap((id): SceneNote[] => {
    const note = scene.notes.get(id)
    return note ? [note] : []
  })
  const bounds = boundsOf(members.map(({ rect }) => rect))
  if (!bounds) return undefined
  if (cluster.isCollapsed) return cardOf(cluster, members)
  const notes = inReadingOrder(members, ({ rect }) => rect)
  const packing = packCells(
    notes.map(({ rect }) => rect),
    most,
  )
  const head = { x: fieldMargin, y: fieldMargin + headingHeight }
  const size = { width: packing.width + 2 * fieldMargin, height: packing.height + head.y + fieldMargin }
  return {
    rect: { x: bounds.x - head.x, y: bounds.y - head.y, ...size },
    size,
    movesTo: (corner) =>
      notes.map(({ id }, index) => ({ id, ...shifted(shifted(corner, head), packing.places[index]) })),
  }
}

/** The hidden notes of a collapsed group keep their places to one another. */
function cardOf({ rect }: SceneCluster, members: readonly SceneNote[]): Block {
  return {
    rect,
    size: rect,
    movesTo: (corner) =>
      members.map(({ id, x, y }) => ({ id, x: x + corner.x - rect.x, y: y + corner.y - rect.y })),
  }
}

function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width + packingGap) / (noteSide + packingGap)))
}

function shifted(corner: Point, by: Point = { x: 0, y: 0 }): Point {
  return { x: corner.x + by.x, y: corner.y + by.y }
}
