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

/** Some ten milliseconds of work. */
const changesAtOnce = 500

/**
 * What makes the board's notes and groups those of the checkpoint, in steps of some milliseconds, each a transaction;
 * the document must not be seen before the last, nor changed by anybody else. What is equal is not touched, so that
 * people can go on writing in it; title, rounds and everything else that is the server's stays.
 */
export function restoreSteps(
  doc: Y.Doc,
  { notes, clusters }: Pick<BoardFile, 'notes' | 'clusters'>,
  authors: Authors,
): readonly (() => void)[] {
  const authorOf = new Map(authors)
  const keptNotes = new Set(notes.map(({ id }) => id))
  const changes = [
    ...removals([clustersRoot(doc)], new Set(clusters.map(({ id }) => id))),
    ...removals([notesRoot(doc), placeRoot(doc), textRoot(doc)], keptNotes),
    ...clusters.map((cluster) => () => putCluster(doc, cluster)),
    ...notes.map((note) => () => putNote(doc, note, authorOf.get(note.id) ?? null)),
  ]
  const steps: (() => void)[] = []
  for (let first = 0; first < changes.length; first += changesAtOnce) {
    const step = changes.slice(first, first + changesAtOnce)
    steps.push(() => doc.transact(() => step.forEach((change) => change())))
  }
  return steps
}

function removals(roots: readonly Y.Map<unknown>[], kept: ReadonlySet<string>): readonly (() => void)[] {
  return roots.flatMap((root) =>
    [...root.keys()].filter((id) => !kept.has(id)).map((id) => () => root.delete(id)),
  )
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
