import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Scene } from '../../model/scene.ts'

/** Without accents and capitals, so that "epreuve" finds "Épreuve". */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}

/** Ids of notes and clusters whose words contain the query, in reading order; nothing for an empty query. */
export function findOnBoard(scene: Pick<Scene, 'notes' | 'clusters'>, query: string): readonly string[] {
  const wanted = folded(query.trim())
  if (wanted === '') return []
  const notes = [...scene.notes.values()].filter(
    ({ isHidden, text, photo }) =>
      !isHidden && [text, photo?.alt ?? ''].some((words) => folded(words).includes(wanted)),
  )
  const clusters = [...scene.clusters.values()].filter((cluster) => folded(cluster.title).includes(wanted))
  return inReadingOrder([...clusters, ...notes], ({ rect }) => rect).map(({ id }) => id)
}
