import * as Y from 'yjs'
import { readCluster, type Cluster } from '#shared/board/cluster.ts'
import { clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { notesOf, readFacts, readPlace, type NoteFacts } from '#shared/board/note.ts'
import { replaceText } from '#shared/board/text.ts'
import { writeBoardFile, type BoardFile } from '../report/board-file.ts'
import { snapshotOf } from '../report/snapshot.ts'

/**
 * What is kept of a board at one moment: a board file, as anybody may export it (so nothing private can be in it), and
 * apart from it who signed which note, which never leaves the server.
 */
export interface CheckpointContent {
  readonly file: string
  readonly authors: Authors
  readonly notes: number
  readonly clusters: number
}

/** Note and participant. Notes that nobody signed are left out. */
export type Authors = readonly (readonly [note: string, participant: string])[]

export function contentOf(doc: Y.Doc): CheckpointContent {
  const board = snapshotOf(doc)
  const authors = notesOf(doc).flatMap(({ id, author }): Authors => (author === null ? [] : [[id, author]]))
  return { file: writeBoardFile(board), authors, notes: board.notes.length, clusters: board.clusters.length }
}

/**
 * Makes the board's notes and groups those of the checkpoint, to be called inside a transaction. What is equal is not
 * touched, so that people can go on writing in it; title, rounds and everything else that is the server's stays.
 */
export function restoreInto(
  doc: Y.Doc,
  { notes, clusters }: Pick<BoardFile, 'notes' | 'clusters'>,
  authors: Authors,
): void {
  const keptClusters = new Set(clusters.map(({ id }) => id))
  const keptNotes = new Set(notes.map(({ id }) => id))
  removeOthers([clustersRoot(doc)], keptClusters)
  removeOthers([notesRoot(doc), placeRoot(doc), textRoot(doc)], keptNotes)
  for (const cluster of clusters) putCluster(doc, cluster)
  const authorOf = new Map(authors)
  for (const note of notes) putNote(doc, note, authorOf.get(note.id) ?? null)
}

function removeOthers(roots: readonly Y.Map<unknown>[], kept: ReadonlySet<string>): void {
  for (const root of roots) {
    const gone = [...root.keys()].filter((id) => !kept.has(id))
    for (const id of gone) root.delete(id)
  }
}

function putCluster(doc: Y.Doc, { id, title, tint, isCollapsed }: Cluster): void {
  const known = readCluster(doc, id)
  const entry = clustersRoot(doc).get(id)
  if (!known || !(entry instanceof Y.Map)) {
    const made = new Y.Map<unknown>()
    made.set('title', new Y.Text(title.toWellFormed()))
    made.set('tint', tint)
    made.set('isCollapsed', isCollapsed)
    clustersRoot(doc).set(id, made)
    return
  }
  const words: unknown = entry.get('title')
  if (words instanceof Y.Text) replaceText(words, title)
  else entry.set('title', new Y.Text(title.toWellFormed()))
  if (known.tint !== tint) entry.set('tint', tint)
  if (known.isCollapsed !== isCollapsed) entry.set('isCollapsed', isCollapsed)
}

function putNote(doc: Y.Doc, note: BoardFile['notes'][number], author: string | null): void {
  const { id, kind, tint, created, x, y, z, cluster, text } = note
  const entry = notesRoot(doc).get(id)
  const facts = readFacts(entry)
  const wanted: NoteFacts = { kind, author, tint, created }
  if (!facts) notesRoot(doc).set(id, wanted)
  else if (!isSame(facts, wanted)) notesRoot(doc).set(id, { ...(entry as object), ...wanted })
  const place = readPlace(doc, id)
  if (!place || !isSame(place, { x, y, z, cluster })) placeRoot(doc).set(id, [x, y, z, cluster ?? 0])
  const words = textRoot(doc).get(id)
  if (!(words instanceof Y.Text)) textRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  else if (words.toString() !== text) replaceText(words, text)
}

function isSame<Facts extends object>(a: Facts, b: Facts): boolean {
  return Object.keys(b).every((key) => a[key as keyof Facts] === b[key as keyof Facts])
}
