import { noteSide } from '#shared/geometry/note-side.ts'
import { fieldMargin, headingHeight } from '#shared/geometry/field.ts'
import { meetsAnyOf, packingGap, packRows, packShelves } from '#shared/geometry/packing.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, type Point, type Rect, type Size } from '#shared/geometry/rect.ts'
import type { Scene, SceneCluster, SceneNote } from '../document/scene.ts'
import type { Move } from './plan.ts'

/**
 * Lays out the clusters, then the notes outside clusters, in reading order from the board's first corner. Things that may
 * not be moved stay, and the others are laid out beside them.
 */
export function tidyBoard(scene: Scene, mayMove: (id: string) => boolean): readonly Move[] {
  const fields = [...scene.clusters.values()]
  const clusters = fields.flatMap((cluster) => (mayMove(cluster.id) && blockOf(scene, cluster)) || [])
  const apart = [...scene.notes.values()].filter(
    ({ cluster }) => cluster === null || !scene.clusters.has(cluster),
  )
  const loose = apart.filter(({ id }) => mayMove(id))
  const fixed = [...fields, ...apart].flatMap(({ id, rect }) => (mayMove(id) ? [] : [rect]))
  const corner = boundsOf([...clusters, ...loose].map(({ rect }) => rect))
  if (!corner) return []
  const blocks = inReadingOrder(clusters, ({ rect }) => rect)
  const shelves = packShelves(
    blocks.map(({ size }) => size),
    2 * packingGap,
  )
  const notes = inReadingOrder(loose, ({ rect }) => rect)
  const rows = packRows(
    notes.map(({ rect }) => rect),
    { columns: Math.max(Math.ceil(Math.sqrt(notes.length * 1.5)), columnsIn(shelves.width)) },
  )
  const below = blocks.length > 0 ? shelves.height + 2 * packingGap : 0
  const size = { width: Math.max(shelves.width, rows.width), height: below + rows.height }
  const { x, y } = beside({ x: corner.x, y: corner.y, ...size }, fixed)
  return [
    ...blocks.flatMap((block, index) => block.movesTo(shifted({ x, y }, shelves.places[index]))),
    ...notes.map(({ id }, index) => ({ id, ...shifted({ x, y: y + below }, rows.places[index]) })),
  ]
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

function blockOf(scene: Scene, cluster: SceneCluster): Block | undefined {
  const members = cluster.members.flatMap((id): SceneNote[] => {
    const note = scene.notes.get(id)
    return note ? [note] : []
  })
  const bounds = boundsOf(members.map(({ rect }) => rect))
  if (!bounds) return undefined
  const notes = inReadingOrder(members, ({ rect }) => rect)
  const packing = packRows(notes.map(({ rect }) => rect))
  const head = { x: fieldMargin, y: fieldMargin + headingHeight }
  const size = { width: packing.width + 2 * fieldMargin, height: packing.height + head.y + fieldMargin }
  return {
    rect: { x: bounds.x - head.x, y: bounds.y - head.y, ...size },
    size,
    movesTo: (corner) =>
      notes.map(({ id }, index) => ({ id, ...shifted(shifted(corner, head), packing.places[index]) })),
  }
}

function columnsIn(width: number): number {
  return Math.floor((width + packingGap) / (noteSide + packingGap))
}

function shifted(corner: Point, by: Point = { x: 0, y: 0 }): Point {
  return { x: corner.x + by.x, y: corner.y + by.y }
}
