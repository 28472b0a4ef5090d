import { noteSide } from '#shared/geometry/note-side.ts'
import type { ReplayBoard } from '#shared/board/replay.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'

/** The board in the form that points to return to have, to be listed in reading order. */
export function previewOf({ title, notes, clusters }: ReplayBoard): CheckpointPreview {
  const ordered = inReadingOrder([...notes.values()], ({ x, y }) => ({
    x,
    y,
    width: noteSide,
    height: noteSide,
  }))
  return {
    title,
    notes: ordered.map(({ photo, cluster, ...note }) => ({
      ...note,
      cluster: cluster !== null && clusters.has(cluster) ? cluster : null,
      ...(photo && { photo }),
    })),
    clusters: [...clusters.values()],
  }
}
