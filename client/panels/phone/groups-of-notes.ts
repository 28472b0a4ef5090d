import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/scene.ts'

export interface NoteGroup {
  /** null: the notes that are in no cluster. */
  readonly cluster: SceneCluster | null
  readonly notes: readonly SceneNote[]
}

/**
 * Clusters as they stand on the board, in reading order; then the loose notes. Newest first in each; what came at one
 * moment, as pasted rows do, as it stands on the board.
 */
export function groupsOfNotes(scene: Pick<Scene, 'notes' | 'clusters'>): readonly NoteGroup[] {
  const byCluster = Map.groupBy(scene.notes.values(), (note) => note.cluster)
  const newestFirst = (notes: readonly SceneNote[]) =>
    inReadingOrder(notes, ({ rect }) => rect).toSorted((a, b) => b.created - a.created)
  const groups: NoteGroup[] = inReadingOrder([...scene.clusters.values()], ({ rect }) => rect)
    .map((cluster) => ({ cluster, notes: newestFirst(byCluster.get(cluster.id) ?? []) }))
    .filter(({ notes }) => notes.length > 0)
  // A note may name a cluster that another person has just deleted: it is loose then.
  const loose = [...scene.notes.values()].filter((note) => !note.cluster || !scene.clusters.has(note.cluster))
  return loose.length === 0 ? groups : [...groups, { cluster: null, notes: newestFirst(loose) }]
}

/** Equal as far as the list shows it. */
export function sameGroup(a: NoteGroup, b: NoteGroup): boolean {
  return (
    a.cluster?.id === b.cluster?.id &&
    a.cluster?.title === b.cluster?.title &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, index) => {
      const other = b.notes[index]
      return (
        other !== undefined &&
        note.id === other.id &&
        note.text === other.text &&
        note.tint === other.tint &&
        note.photo?.id === other.photo?.id &&
        note.photo?.alt === other.photo?.alt
      )
    })
  )
}
