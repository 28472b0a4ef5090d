import { isWritten } from '#shared/board/draft.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { roundLimits, type BoardTarget } from '#shared/workshop/round.ts'
import type { BoardModel, BoardUi } from '../../model/contract/board-model.ts'

/** A possible subject of a round, with its options in reading order. */
export interface RoundSource {
  readonly kind: 'notes' | 'clusters' | 'selection'
  readonly target: BoardTarget
  readonly options: readonly string[]
}

/** Subjects of a round, the likeliest first: the selection, clusters, notes. Empty and parked notes are left out. */
export function roundSources(
  { scene, ui }: Pick<BoardModel, 'scene'> & { readonly ui: Pick<BoardUi, 'selection'> },
  /** One text is enough for agreement. */
  fewest: 1 | 2 = 2,
): readonly RoundSource[] {
  const notes = [...scene.notes.values()].filter((note) => isWritten(note) && !isParked(note))
  const clusters = [...scene.clusters.values()].filter(
    (cluster) => cluster.members.length > 0 && !isParked(cluster),
  )
  const selection = ui.selection.get()
  const chosenClusters = clusters.filter(({ id }) => selection.has(id))
  const chosenNotes = notes.filter(({ id }) => selection.has(id))
  const chosen: RoundSource =
    chosenNotes.length >= chosenClusters.length
      ? { kind: 'selection', target: 'notes', options: optionsOf(chosenNotes) }
      : { kind: 'selection', target: 'clusters', options: optionsOf(chosenClusters) }
  const sources: readonly RoundSource[] = [
    chosen,
    { kind: 'clusters', target: 'clusters', options: optionsOf(clusters) },
    { kind: 'notes', target: 'notes', options: optionsOf(notes) },
  ]
  // A single option is no choice, unless there is nothing else.
  const choices = sources.filter(({ options }) => options.length >= fewest)
  return choices.length > 0 ? choices : sources.slice(1).filter(({ options }) => options.length > 0)
}

/** The ids in reading order, up to the limit of a round. */
function optionsOf(things: readonly { readonly id: string; readonly rect: Rect }[]): readonly string[] {
  return inReadingOrder(things, ({ rect }) => rect)
    .slice(0, roundLimits.options)
    .map(({ id }) => id)
}
