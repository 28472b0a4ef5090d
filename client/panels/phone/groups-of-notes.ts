import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'

export type NoteGroup = OutlineGroup<SceneNote, SceneCluster>

/** The outline with the newest notes of each group first. Pasted rows share a time and keep the outline's order. */
export function groupsOfNotes(scene: Pick<Scene, 'notes' | 'clusters'>): readonly NoteGroup[] {
  return boardOutline(scene.notes.values(), scene.clusters.values()).map(({ cluster, notes }) => ({
    cluster,
    notes: notes.toSorted((a, b) => b.created - a.created),
  }))
}

/** True when the list would show the same. */
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
