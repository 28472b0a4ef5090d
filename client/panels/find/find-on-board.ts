import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { folded } from '#shared/text/folded.ts'
import type { Scene } from '../../model/document/scene.ts'

type Things = Pick<Scene, 'notes' | 'clusters'>

/** The results in reading order, and the current one. */
export interface Finding {
  readonly ids: readonly string[]
  readonly current: number
}

export const nothingFound: Finding = { ids: [], current: 0 }

/** Ids of notes and clusters that contain the query, in reading order; none for an empty query. */
export function findOnBoard(scene: Things, query: string): readonly string[] {
  const wanted = folded(query.trim())
  if (wanted === '') return []
  const notes = [...scene.notes.values()].filter(({ text, photo }) =>
    [text, photo?.alt ?? ''].some((words) => folded(words).includes(wanted)),
  )
  const clusters = [...scene.clusters.values()].filter((cluster) => folded(cluster.title).includes(wanted))
  // A collapsed cluster comes before its notes, which are all on its card.
  const placed = [...clusters, ...notes].map(({ id, rect }) => ({
    id,
    rect: clusterAround(scene, id)?.rect ?? rect,
  }))
  return inReadingOrder(placed, ({ rect }) => rect).map(({ id }) => id)
}

/** The collapsed cluster that hides this note. */
export function clusterAround({ notes, clusters }: Things, id: string) {
  const note = notes.get(id)
  return note?.isHidden === true && note.cluster !== null ? clusters.get(note.cluster) : undefined
}

/** The results after a change of the board. The current one stays, or becomes the next that still exists. */
export function refound({ ids: before, current }: Finding, ids: readonly string[]): Finding {
  const here = new Map(ids.map((id, index) => [id, index]))
  const next = before.slice(current).find((id) => here.has(id))
  const at = next === undefined ? undefined : here.get(next)
  return { ids, current: at ?? Math.max(0, Math.min(current, ids.length - 1)) }
}
