import { parkingLot } from '#shared/board/parking-lot.ts'
import type { SceneArea } from '../../model/document/scene-areas.ts'
import type { SceneCluster, SceneNote } from '../../model/document/scene.ts'
import type { NoteGroup } from './groups-of-notes.ts'

/** A row of the list: the heading of a phase, an area or a group, or a note. Levels are those of the outline. */
export type ListedRow =
  | {
      readonly kind: 'phase' | 'area' | 'heading'
      readonly key: string
      readonly level: number
      /** Null: the notes outside areas. */
      readonly area: SceneArea | null
      /** Of a heading of a group; null: the notes outside groups. */
      readonly cluster: SceneCluster | null
      readonly count: number
      readonly isOpen: boolean
    }
  | { readonly kind: 'note'; readonly key: string; readonly note: SceneNote; readonly position: number }

/**
 * The groups row by row, without those below the closed headings. Notes that belong to no group need no heading where there is
 * no group in their area.
 */
export function rowsOf(
  groups: readonly NoteGroup[],
  closed: ReadonlySet<string> = new Set(),
): readonly ListedRow[] {
  const hasAreas = groups.some(({ area }) => area !== null)
  const rows: ListedRow[] = []
  let position = 0
  for (const [index, { area, cluster, notes }] of groups.entries()) {
    const before = groups[index - 1]
    const isFirst = index === 0 || before?.area !== area
    const isLast = groups[index + 1]?.area !== area
    const head = (kind: 'phase' | 'area' | 'heading', key: string, level: number, count: number): boolean => {
      const isOpen = !closed.has(key)
      rows.push({ kind, key, level, area, cluster, count, isOpen })
      return isOpen
    }
    const countIn = (isIn: (group: NoteGroup) => boolean): number =>
      groups.filter(isIn).reduce((sum, group) => sum + group.notes.length, 0)
    const phase = area !== null && area.id !== parkingLot ? `phase ${area.phase}` : null
    if (phase !== null && (index === 0 || before?.area?.phase !== area?.phase))
      head(
        'phase',
        phase,
        1,
        countIn((group) => group.area?.phase === area?.phase),
      )
    if (phase !== null && closed.has(phase)) continue
    const areaKey = `area ${area?.id}`
    if (hasAreas && isFirst)
      head(
        'area',
        areaKey,
        phase === null ? 1 : 2,
        countIn((group) => group.area === area),
      )
    if (closed.has(areaKey)) continue
    const isBare = cluster === null && isFirst && isLast
    const level = hasAreas ? (phase === null ? 2 : 3) : 1
    if (!isBare && !head('heading', `group ${area?.id} ${cluster?.id}`, level, notes.length)) continue
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
