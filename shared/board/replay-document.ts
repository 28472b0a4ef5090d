import * as Y from 'yjs'
import type { Cluster } from './cluster.ts'
import { writeArea } from './area.ts'
import { areasRoot, clustersRoot, notesRoot, placeRoot, textRoot } from './document.ts'
import { placeEntry, type NoteFacts } from './note.ts'
import type { ReplayBoard, ReplayNote } from './replay.ts'
import { noteRoots } from './schema.ts'

/**
 * Changes a document from `before` to `after`, so that the board's painter can draw a replay. Only this
 * function writes the document; it is nobody's board.
 */
export function showReplayBoard(doc: Y.Doc, before: ReplayBoard, after: ReplayBoard): void {
  doc.transact(() => {
    for (const [id, area] of after.areas) if (before.areas.get(id) !== area) writeArea(doc, area)
    for (const id of before.areas.keys()) if (!after.areas.has(id)) areasRoot(doc).delete(id)
    for (const id of before.clusters.keys()) if (!after.clusters.has(id)) clustersRoot(doc).delete(id)
    for (const [id, cluster] of after.clusters) {
      if (before.clusters.get(id) !== cluster) putCluster(doc, cluster)
    }
    for (const id of before.notes.keys()) {
      if (after.notes.has(id)) continue
      for (const root of noteRoots(doc)) root.delete(id)
    }
    for (const [id, note] of after.notes) {
      const shown = before.notes.get(id)
      if (shown !== note) putNote(doc, note, shown)
    }
  })
}

function putCluster(doc: Y.Doc, { id, title, tint, isCollapsed }: Cluster): void {
  const entry = new Y.Map<unknown>(Object.entries({ tint, isCollapsed }))
  entry.set('title', new Y.Text(title))
  clustersRoot(doc).set(id, entry)
}

function putNote(doc: Y.Doc, note: ReplayNote, shown: ReplayNote | undefined): void {
  const { id, kind, tint, photo, look, x, y, z, cluster, area, text } = note
  if (!shown || shown.kind !== kind || shown.tint !== tint || shown.photo !== photo || shown.look !== look) {
    const facts: NoteFacts = { kind, author: null, tint, created: 0, ...(photo && { photo }), ...look }
    notesRoot(doc).set(id, facts)
  }
  const isThere = shown?.x === x && shown.y === y && shown.z === z
  if (!isThere || shown.cluster !== cluster || shown.area !== area) {
    placeRoot(doc).set(id, placeEntry({ x, y, z, cluster, area }))
  }
  if (shown?.text !== text) textRoot(doc).set(id, new Y.Text(text))
}
