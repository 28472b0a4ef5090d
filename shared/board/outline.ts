import { addTo, mostFrequent } from '../geometry/area.ts'
import { noteSide } from '../geometry/sizes.ts'
import { inReadingOrder } from '../geometry/reading-order.ts'
import { boundsOf, type Rect } from '../geometry/rect.ts'
import { byPlace, parkingLot, type PlacedArea } from './parking-lot.ts'

/** The part of a note that the outline reads. */
export interface OutlineNote {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly z: number
  readonly cluster: string | null
  readonly area?: string | null
}

export interface OutlineGroup<Note, Cluster, Area = PlacedArea> {
  /** Null: the notes outside areas. */
  readonly area: Area | null
  /** Null: the notes outside clusters. */
  readonly cluster: Cluster | null
  /** In reading order, at least one. */
  readonly notes: readonly Note[]
}

/**
 * The one order of a board's content, for phones, screen readers, reports and checkpoints. Areas come row by row,
 * as their steps do, then everything outside them, and at last the parking lot. In each, clusters come in reading order, each with its notes in
 * reading order. Then come the notes outside clusters. Clusters without notes are left out. A note with a missing cluster
 * is outside clusters. A cluster is in the area of most of its notes. Every note counts as a square, so fonts do not change
 * the order.
 */
export function boardOutline<
  Note extends OutlineNote,
  Cluster extends { readonly id: string },
  Area extends PlacedArea,
>(
  notes: Iterable<Note>,
  clusters: Iterable<Cluster>,
  areas: Iterable<Area>,
): readonly OutlineGroup<Note, Cluster, Area>[] {
  const members = new Map<string, Note[]>()
  const known = [...clusters].sort(byId)
  const places = [...areas].sort(byPlace)
  const areaIds = new Set(places.map(({ id }) => id))
  const areaOf = ({ area }: OutlineNote) => (area && areaIds.has(area) ? area : null)
  for (const { id } of known) members.set(id, [])
  const others = new Map<string | null, Note[]>()
  for (const note of notes) {
    const group = note.cluster === null ? undefined : members.get(note.cluster)
    if (group) group.push(note)
    else addTo(others, areaOf(note), note)
  }
  const grouped = new Map<string | null, { cluster: Cluster; rect: Rect; notes: readonly Note[] }[]>()
  for (const cluster of known) {
    const inside = members.get(cluster.id) ?? []
    const rect = boundsOf(inside.map(squareOf))
    if (!rect) continue
    const area = mostFrequent(inside.flatMap((note) => areaOf(note) ?? []))
    addTo(grouped, area, { cluster, rect, notes: inReadingOrder(inside, squareOf, byHeight) })
  }
  const lots = places.filter(({ id }) => id === parkingLot)
  const steps = places.filter(({ id }) => id !== parkingLot)
  return [...steps, null, ...lots].flatMap((area) => {
    const loose = others.get(area?.id ?? null) ?? []
    const groups = inReadingOrder(grouped.get(area?.id ?? null) ?? [], ({ rect }) => rect)
    return [
      ...groups.map(({ cluster, notes: inside }) => ({ area, cluster, notes: inside })),
      ...(loose.length > 0
        ? [{ area, cluster: null, notes: inReadingOrder(loose, squareOf, byHeight) }]
        : []),
    ]
  })
}

function squareOf({ x, y }: OutlineNote): Rect {
  return { x, y, width: noteSide, height: noteSide }
}

/** The order of notes in one place: the lowest first. */
function byHeight(a: OutlineNote, b: OutlineNote): number {
  return a.z - b.z || byId(a, b)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
