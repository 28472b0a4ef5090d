import * as Y from 'yjs'
import { clustersRoot } from './document.ts'
import { tints, type Tint } from './note.ts'

/** A named group of notes. It has no place of its own: each note's place names the note's cluster. */
export interface Cluster {
  readonly id: string
  readonly title: string
  readonly tint: Tint
  readonly isCollapsed: boolean
}

export function readCluster(doc: Y.Doc, id: string): Cluster | undefined {
  const entry = clustersRoot(doc).get(id)
  if (!(entry instanceof Y.Map)) return undefined
  const title = entry.get('title')
  return {
    id,
    title: title instanceof Y.Text ? title.toString() : '',
    tint: tints.find((known) => known === entry.get('tint')) ?? 'sand',
    isCollapsed: entry.get('isCollapsed') === true,
  }
}

/** Every cluster of the document, also one without notes, which the board does not show. */
export function clustersOf(doc: Y.Doc): readonly Cluster[] {
  const clusters: Cluster[] = []
  for (const id of clustersRoot(doc).keys()) {
    const cluster = readCluster(doc, id)
    if (cluster) clusters.push(cluster)
  }
  return clusters
}
