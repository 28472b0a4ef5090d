import { noteSide } from '#shared/board/note.ts'
import type { ReplayBoard, ReplayNote } from '#shared/board/replay.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'

/** The board in the form that points to return to have, to be listed in reading order. */
export function previewOf({ title, notes, clusters }: ReplayBoard): CheckpointPreview {
  return {
    title,
    notes: [...notes.values()].sort(readingOrder).map(({ photo, cluster, ...note }) => ({
      ...note,
      cluster: cluster !== null && clusters.has(cluster) ? cluster : null,
      ...(photo && { photo }),
    })),
    clusters: [...clusters.values()],
  }
}

/** Row by row: notes whose tops are within half a note of each other are read from left to right. */
function readingOrder(a: ReplayNote, b: ReplayNote): number {
  const row = ({ y }: ReplayNote) => Math.floor(y / (noteSide / 2))
  return row(a) - row(b) || a.x - b.x || (a.id < b.id ? -1 : 1)
}
