import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'

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
  const newestFirst = (notes: readonly SceneNote[]) =>
    inReadingOrder(notes, ({ rect }) => rect).toSorted((a, b) => b.created - a.created)
  const members = new Map<SceneCluster, SceneNote[]>(
    inReadingOrder([...scene.clusters.values()], ({ rect }) => rect).map((cluster) => [cluster, []]),
  )
  const loose: SceneNote[] = []
  for (const note of scene.notes.values()) {
    // A note may name a cluster that another person has just deleted: it is loose then.
    const cluster = note.cluster === null ? undefined : scene.clusters.get(note.cluster)
    const group = (cluster && members.get(cluster)) ?? loose
    group.push(note)
  }
  return [...members, [null, loose] as const]
    .filter(([, notes]) => notes.length > 0)
    .map(([cluster, notes]) => ({ cluster, notes: newestFirst(notes) }))
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
