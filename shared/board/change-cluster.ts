import * as Y from 'yjs'
import { readCluster } from './cluster.ts'
import { act, clustersRoot, placeRoot } from './document.ts'
import { clusterTitleLimit } from './limits.ts'
import { newId, placeNote, readPlace, type Tint } from './note.ts'
import { replaceText } from './text.ts'

/** Makes a cluster of these notes, takes them out of their clusters and returns the new id. */
export function addCluster(
  doc: Y.Doc,
  members: readonly string[],
  facts: {
    readonly id?: string
    readonly title?: string
    readonly tint?: Tint
    readonly isCollapsed?: boolean
  } = {},
): string {
  const id = facts.id ?? newId()
  act(doc, () => {
    const entry = new Y.Map<unknown>()
    entry.set('title', new Y.Text(facts.title ?? ''))
    entry.set('tint', facts.tint ?? 'sand')
    entry.set('isCollapsed', facts.isCollapsed ?? false)
    clustersRoot(doc).set(id, entry)
    setCluster(doc, members, id)
  })
  return id
}

export function membersOf(doc: Y.Doc, cluster: string): readonly string[] {
  return [...placeRoot(doc).keys()].filter((id) => readPlace(doc, id)?.cluster === cluster)
}

/** Those of these clusters that have no note. All places are read once: 10,000 of them for each of many groups take long. */
export function emptyAmong(doc: Y.Doc, clusters: Iterable<string>): readonly string[] {
  const empty = new Set(clusters)
  for (const id of placeRoot(doc).keys()) {
    if (empty.size === 0) return []
    const cluster = readPlace(doc, id)?.cluster
    if (cluster) empty.delete(cluster)
  }
  return [...empty]
}

/** Puts notes into a cluster, or with null into none. Deletes clusters that lose their last note. */
export function setCluster(doc: Y.Doc, notes: readonly string[], cluster: string | null): void {
  act(doc, () => {
    const left = new Set<string>()
    for (const id of notes) {
      const before = readPlace(doc, id)?.cluster
      if (before && before !== cluster) left.add(before)
      placeNote(doc, id, { cluster })
    }
    for (const id of emptyAmong(doc, left)) clustersRoot(doc).delete(id)
  })
}

/** Moves the notes of `from` into `into` and deletes `from`. An untitled `into` takes the other's title. */
export function mergeClusters(doc: Y.Doc, into: string, from: string): void {
  const kept = readCluster(doc, into)
  const gone = readCluster(doc, from)
  if (!kept || !gone || into === from) return
  act(doc, () => {
    setCluster(doc, membersOf(doc, from), into)
    if (kept.title === '') writeClusterTitle(doc, into, gone.title)
    clustersRoot(doc).delete(from)
  })
}

/** Deletes the cluster. Its notes keep their places. */
export function dissolveCluster(doc: Y.Doc, id: string): void {
  if (!readCluster(doc, id)) return
  act(doc, () => {
    for (const note of membersOf(doc, id)) placeNote(doc, note, { cluster: null })
    clustersRoot(doc).delete(id)
  })
}

export function writeClusterTitle(doc: Y.Doc, id: string, title: string): void {
  const text = clusterEntry(doc, id)?.get('title')
  if (!(text instanceof Y.Text)) return
  act(doc, () => replaceText(text, title, clusterTitleLimit))
}

export function setClusterTint(doc: Y.Doc, id: string, tint: Tint): void {
  act(doc, () => clusterEntry(doc, id)?.set('tint', tint))
}

export function setCollapsed(doc: Y.Doc, id: string, isCollapsed: boolean): void {
  act(doc, () => clusterEntry(doc, id)?.set('isCollapsed', isCollapsed))
}

function clusterEntry(doc: Y.Doc, id: string): Y.Map<unknown> | undefined {
  const entry = clustersRoot(doc).get(id)
  return entry instanceof Y.Map ? entry : undefined
}
