import { roundLimits, type RoundTarget } from '#shared/workshop/round.ts'
import type { BoardModel, BoardUi } from '../../model/board-model.ts'

/** Something a round can be about, with its options in reading order. */
export interface RoundSource {
  readonly kind: 'notes' | 'clusters' | 'selection'
  readonly target: RoundTarget
  readonly options: readonly string[]
}

/** What can be voted on now, the likeliest first: a selection, else clusters, else notes. Empty notes are left out. */
export function roundSources({
  scene,
  ui,
}: Pick<BoardModel, 'scene'> & { readonly ui: Pick<BoardUi, 'selection'> }): readonly RoundSource[] {
  const notes = [...scene.notes.values()].filter((note) => note.text.trim() !== '')
  const clusters = [...scene.clusters.values()].filter((cluster) => cluster.members.length > 0)
  const selection = ui.selection.get()
  const chosenClusters = clusters.filter(({ id }) => selection.has(id))
  const chosenNotes = notes.filter(({ id }) => selection.has(id))
  const chosen: RoundSource =
    chosenNotes.length >= chosenClusters.length
      ? { kind: 'selection', target: 'notes', options: inReadingOrder(chosenNotes) }
      : { kind: 'selection', target: 'clusters', options: inReadingOrder(chosenClusters) }
  const sources: readonly RoundSource[] = [
    chosen,
    { kind: 'clusters', target: 'clusters', options: inReadingOrder(clusters) },
    { kind: 'notes', target: 'notes', options: inReadingOrder(notes) },
  ]
  // One thing alone is not a choice, unless it is all there is.
  const choices = sources.filter(({ options }) => options.length > 1)
  return choices.length > 0 ? choices : sources.slice(1).filter(({ options }) => options.length > 0)
}

interface Placed {
  readonly id: string
  readonly rect: { readonly x: number; readonly y: number }
}

/** Half a note: rows need not be exactly level (a note is 200 units tall). */
const rowHeight = 100

/** By rows from the top, then from the left: the order in which a reader's eye finds them. */
export function inReadingOrder(things: readonly Placed[]): readonly string[] {
  const row = ({ rect }: Placed) => Math.round(rect.y / rowHeight)
  return things
    .toSorted((a, b) => row(a) - row(b) || a.rect.x - b.rect.x)
    .slice(0, roundLimits.options)
    .map(({ id }) => id)
}
