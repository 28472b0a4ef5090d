import { noteSide } from '../geometry/note-side.ts'
import { inReadingOrder } from '../geometry/reading-order.ts'
import { boundsOf, type Rect } from '../geometry/rect.ts'

/** The part of a note that the outline reads. */
export interface OutlineNote {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly z: number
  readonly cluster: string | null
}

export interface OutlineGroup<Note, Cluster> {
  /** Null: the notes outside clusters. */
  readonly cluster: Cluster | null
  /** In reading order, at least one. */
  readonly notes: readonly Note[]
}

/**
 * The one order of a board's content, for phones, screen readers, reports and checkpoints. Clusters come in
 * reading order, each with its notes in reading order. Then come the notes outside clusters. Clusters
 * without notes are left out. A note with a missing cluster is outside clusters. Every note counts as a
 * square, so fonts do not change the order.
 */
export function boardOutline<Note extends OutlineNote, Cluster extends { readonly id: string }>(
  notes: Iterable<Note>,
  clusters: Iterable<Cluster>,
): readonly OutlineGroup<Note, Cluster>[] {
  const members = new Map<string, Note[]>()
  const known = [...clusters].sort(byId)
  for (const { id } of known) members.set(id, [])
  const others: Note[] = []
  for (const note of [...notes].sort(byHeight)) {
    const group = note.cluster === null ? undefined : members.get(note.cluster)
    ;(group ?? others).push(note)
  }
  const groups = known.flatMap((cluster) => {
    const inside = members.get(cluster.id) ?? []
    const rect = boundsOf(inside.map(squareOf))
    return rect ? [{ cluster, rect, notes: inReadingOrder(inside, squareOf) }] : []
  })
  return [
    ...inReadingOrder(groups, ({ rect }) => rect).map(({ cluster, notes: inside }) => ({
      cluster,
      notes: inside,
    })),
    ...(others.length > 0 ? [{ cluster: null, notes: inReadingOrder(others, squareOf) }] : []),
  ]
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
