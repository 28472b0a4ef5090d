import type { ReplayBoard } from '#shared/board/replay.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'

/** The board in the form of a checkpoint's preview, to be listed. */
export function previewOf({ title, notes, clusters, areas }: ReplayBoard): CheckpointPreview {
  return {
    title,
    notes: [...notes.values()].map(({ photo, ...note }) => ({ ...note, ...(photo && { photo }) })),
    clusters: [...clusters.values()],
    areas: [...areas.values()],
  }
}
