import type { StoredArea } from '#shared/board/area.ts'
import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'

/** Notes: enough to recognise a board. Ten thousand would take the page seconds. Not measured. */
export const listedLimit = 200

type ListedGroup = OutlineGroup<
  CheckpointPreview['notes'][number],
  CheckpointPreview['clusters'][number],
  StoredArea
>

/** The outline of a checkpoint, as far as the page lists it. */
export function listedGroups({ notes, clusters, areas = [] }: CheckpointPreview): readonly ListedGroup[] {
  let left = listedLimit
  return boardOutline(notes, clusters, areas).map((group) => {
    const listed = group.notes.slice(0, left)
    left -= listed.length
    return { ...group, notes: listed }
  })
}
