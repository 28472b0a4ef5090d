import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'
import type { SceneArea } from '../../model/document/scene-areas.ts'
import type { Scene, SceneCluster, SceneNote } from '../../model/document/scene.ts'

export type NoteGroup = OutlineGroup<SceneNote, SceneCluster, SceneArea>

/**
 * The outline with the newest notes of each group first. Pasted rows share a time and keep the outline's order. The areas
 * of the phase that runs come before the others.
 */
export function groupsOfNotes(
  { notes: all, clusters, areas }: Pick<Scene, 'notes' | 'clusters' | 'areas'>,
  phase?: string,
): readonly NoteGroup[] {
  const groups = boardOutline(all.values(), clusters.values(), areas.values()).map(
    ({ area, cluster, notes }) => ({
      area,
      cluster,
      notes: notes.toSorted((a, b) => b.created - a.created),
    }),
  )
  const isNow = ({ area }: NoteGroup) => phase !== undefined && area?.phase === phase
  return [...groups.filter(isNow), ...groups.filter((group) => !isNow(group))]
}

/** True when the list would show the same. */
export function sameGroup(a: NoteGroup, b: NoteGroup): boolean {
  return (
    a.area?.id === b.area?.id &&
    a.area?.title === b.area?.title &&
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
        note.blanks === other.blanks &&
        note.photo?.id === other.photo?.id &&
        note.photo?.alt === other.photo?.alt
      )
    })
  )
}
