import type { SceneArea } from '../../model/document/scene-areas.ts'
import type { SceneCluster, SceneNote } from '../../model/document/scene.ts'
import type { NoteGroup } from './groups-of-notes.ts'

/** A row of the list: the heading of an area or a group, or a note. */
export type ListedRow =
  | {
      readonly kind: 'area'
      readonly key: string
      /** Null: the notes outside areas. */
      readonly area: SceneArea | null
      readonly count: number
    }
  | {
      readonly kind: 'heading'
      readonly key: string
      readonly cluster: SceneCluster | null
      readonly count: number
    }
  | { readonly kind: 'note'; readonly key: string; readonly note: SceneNote; readonly position: number }

/** The groups row by row. Notes that belong to no group need no heading where there is no group in their area. */
export function rowsOf(groups: readonly NoteGroup[]): readonly ListedRow[] {
  const hasAreas = groups.some(({ area }) => area !== null)
  const rows: ListedRow[] = []
  let position = 0
  for (const [index, { area, cluster, notes }] of groups.entries()) {
    const isFirst = index === 0 || groups[index - 1]?.area !== area
    const isLast = groups[index + 1]?.area !== area
    if (hasAreas && isFirst) {
      const there = groups.filter((group) => group.area === area)
      const count = there.reduce((sum, group) => sum + group.notes.length, 0)
      rows.push({ kind: 'area', key: `area ${area?.id}`, area, count })
    }
    const isBare = cluster === null && isFirst && isLast
    if (!isBare)
      rows.push({ kind: 'heading', key: `group ${area?.id} ${cluster?.id}`, cluster, count: notes.length })
    for (const note of notes) {
      rows.push({ kind: 'note', key: note.id, note, position })
      position += 1
    }
  }
  return rows
}

/** The note at whose row the focus goes when a note has left the list: the next one, else the one before. */
export function neighbourOf(rows: readonly ListedRow[], id: string): string | undefined {
  const notes = rows.filter((row) => row.kind === 'note')
  const at = notes.findIndex(({ key }) => key === id)
  return at === -1 ? undefined : (notes[at + 1] ?? notes[at - 1])?.key
}
