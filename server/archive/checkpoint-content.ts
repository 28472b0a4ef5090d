import * as Y from 'yjs'
import type { Cluster } from '#shared/board/cluster.ts'
import { clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { notesOf, readFacts, readPlace } from '#shared/board/note.ts'
import { readRights, replaceLocks, writeRights } from '#shared/board/rights.ts'
import { replaceText } from '#shared/board/text.ts'
import type { Pace } from '../basics/yield-turn.ts'
import {
  memoryOfEntry,
  memoryOfPiece,
  memoryOfTextContent,
  memoryOfTextEntry,
  memoryOfValue,
} from '../documents/document-memory.ts'
import { writeBoardFile, type BoardFile } from '../board-file/board-file.ts'
import { snapshotOf } from '../board-file/snapshot.ts'

/**
 * What is kept of a board at one moment: a board file, as anybody may export it (so nothing private can be in it), and
 * apart from it what files leave out, which never leaves the server.
 */
export interface CheckpointContent {
  readonly file: string
  readonly beside: Beside
  readonly notes: number
  readonly clusters: number
  /** Those that its notes have. */
  readonly photos: readonly string[]
}

export interface Beside {
  /** Who signed which note. Notes that nobody signed are left out. */
  readonly authors: readonly (readonly [note: string, participant: string])[]
  /** The whole facts of notes that have what this version does not know: fields, a kind, a tint. */
  readonly facts: readonly (readonly [note: string, facts: Fields])[]
  /** Of clusters, only what this version does not know. */
  readonly fields: readonly (readonly [cluster: string, fields: Fields])[]
}

type Fields = Readonly<Record<string, unknown>>
type KeptNote = BoardFile['notes'][number]

export function contentOf(doc: Y.Doc): CheckpointContent {
  const board = snapshotOf(doc)
  const beside = {
    authors: notesOf(doc).flatMap(({ id, author }): Beside['authors'] =>
      author === null ? [] : [[id, author]],
    ),
    facts: board.notes.flatMap(({ id }): Beside['facts'] => {
      const facts = notesRoot(doc).get(id) as Fields
      return isSame(readFacts(facts) ?? {}, facts) ? [] : [[id, facts]]
    }),
    fields: board.clusters.flatMap((cluster): Beside['fields'] => {
      const fields = unknownFields(doc, cluster)
      return Object.keys(fields).length === 0 ? [] : [[cluster.id, fields]]
    }),
  }
  const { notes, clusters } = board
  const photos = [...new Set(notes.flatMap(({ photo }) => photo?.id ?? []))]
  return { file: writeBoardFile(board), beside, notes: notes.length, clusters: clusters.length, photos }
}

/** Reads what was kept beside a file; before there were other fields, it was the authors alone. */
export function readBeside(json: string): Beside {
  const kept = JSON.parse(json) as Beside | Beside['authors']
  return 'authors' in kept ? kept : { authors: kept, facts: [], fields: [] }
}

function unknownFields(doc: Y.Doc, cluster: Cluster): Fields {
  const entry = clustersRoot(doc).get(cluster.id)
  if (!(entry instanceof Y.Map)) return {}
  const known: Fields = { tint: cluster.tint, isCollapsed: cluster.isCollapsed }
  const fields = [...(entry as Y.Map<unknown>).entries()]
  return Object.fromEntries(
    fields.filter(([key, value]) => !(value instanceof Y.AbstractType) && known[key] !== value),
  )
}

/** Some ten milliseconds of work. */
const changesAtOnce = 500

/**
 * What makes the board's notes, groups, limits and locks those of the checkpoint, in steps of some milliseconds, each a transaction;
 * the document must not be seen before the last, nor changed by anybody else. What is equal is not touched, so that
 * people can go on writing in it; title, rounds and everything else that is the server's stays.
 */
export function restoreSteps(
  doc: Y.Doc,
  { notes, clusters, rights, locked }: Pick<BoardFile, 'notes' | 'clusters' | 'rights' | 'locked'>,
  { authors, facts, fields }: Beside,
): readonly (() => void)[] {
  const authorOf = new Map(authors)
  const factsOf = new Map(facts)
  const fieldsOf = new Map(fields)
  const keptNotes = new Set(notes.map(({ id }) => id))
  const changes = [
    ...removals([clustersRoot(doc)], new Set(clusters.map(({ id }) => id))),
    ...removals([notesRoot(doc), placeRoot(doc), textRoot(doc)], keptNotes),
    ...clusters.map((cluster) => () => putCluster(doc, cluster, fieldsOf.get(cluster.id) ?? {})),
    ...notes.map((note) => () => {
      putNote(doc, note, factsOf.get(note.id) ?? wantedOf(note, authorOf.get(note.id) ?? null))
    }),
  ]
  const steps: (() => void)[] = []
  const putRights = () => {
    // Not in checkpoints of the first versions: those leave them as they are.
    if (rights && !isSame(readRights(doc), rights)) writeRights(doc, rights)
    if (locked) replaceLocks(doc, locked)
  }
  for (let first = 0; first < changes.length; first += changesAtOnce) {
    const step = changes.slice(first, first + changesAtOnce)
    steps.push(() => doc.transact(() => step.forEach((change) => change())))
  }
  // Locks are of what is there, so they come after it.
  return [...steps, putRights]
}

/**
 * What restoring adds in memory at most, less what it frees at least; with turns for others, in which nobody may change the
 * document.
 */
export async function growthOf(
  doc: Y.Doc,
  { notes, clusters }: Pick<BoardFile, 'notes' | 'clusters'>,
  { authors, facts, fields }: Beside,
  pace: Pace,
): Promise<number> {
  const authorOf = new Map(authors)
  const factsOf = new Map(facts)
  const fieldsOf = new Map(fields)
  const kept = new Set(notes.map(({ id }) => id))
  let growth = 0
  for (const id of notesRoot(doc).keys()) {
    if (!kept.has(id)) growth -= freedBy(doc, id)
    await pace()
  }
  for (const note of notes) {
    growth += addedBy(doc, note, factsOf.get(note.id) ?? wantedOf(note, authorOf.get(note.id) ?? null))
    await pace()
  }
  for (const { id, title, ...known } of clusters) {
    if (!clustersRoot(doc).has(id)) growth += memoryOfTextEntry(id, title)
    growth += memoryOfPiece(title)
    for (const [key, value] of Object.entries({ ...known, ...fieldsOf.get(id) }))
      growth += memoryOfEntry(key, value)
    await pace()
  }
  return growth
}

/** Letters that were written one by one free more. */
function freedBy(doc: Y.Doc, id: string): number {
  const text = textRoot(doc).get(id)
  const place = placeRoot(doc).get(id)
  const words = text instanceof Y.Text ? memoryOfTextContent(text.toString()) : 0
  return memoryOfValue(notesRoot(doc).get(id)) + (place === undefined ? 0 : memoryOfValue(place)) + words
}

/** What is overwritten leaves as much as it was: see putNote. */
function addedBy(doc: Y.Doc, { id, x, y, z, cluster, text }: KeptNote, wanted: Fields): number {
  const facts = notesRoot(doc).get(id)
  const place = readPlace(doc, id)
  const words = textRoot(doc).get(id)
  let added = 0
  if (!readFacts(facts) || !isSame(facts as Fields, wanted))
    added += memoryOfEntry(id, { ...(facts as Fields | undefined), ...wanted })
  if (!place || !isSame(place, { x, y, z, cluster })) added += memoryOfEntry(id, [x, y, z, cluster ?? 0])
  if (!(words instanceof Y.Text)) return added + memoryOfTextEntry(id, text)
  // A piece in the middle, and the two that it is put between.
  return words.toString() === text ? added : added + memoryOfPiece(text) + 2 * memoryOfPiece('')
}

function removals(roots: readonly Y.Map<unknown>[], kept: ReadonlySet<string>): readonly (() => void)[] {
  return roots.flatMap((root) =>
    [...root.keys()].filter((id) => !kept.has(id)).map((id) => () => root.delete(id)),
  )
}

function putCluster(doc: Y.Doc, { id, title, tint, isCollapsed }: Cluster, unknown: Fields): void {
  const wanted: Fields = { tint, isCollapsed, ...unknown }
  const known = clustersRoot(doc).get(id)
  if (!(known instanceof Y.Map)) {
    const made = new Y.Map<unknown>(Object.entries(wanted))
    made.set('title', new Y.Text(title.toWellFormed()))
    clustersRoot(doc).set(id, made)
    return
  }
  const entry = known as Y.Map<unknown>
  const words = entry.get('title')
  if (words instanceof Y.Text) replaceText(words, title)
  else entry.set('title', new Y.Text(title.toWellFormed()))
  for (const [key, value] of Object.entries(wanted))
    if (!isEqual(entry.get(key), value)) entry.set(key, value)
}

function wantedOf({ kind, tint, created, photo }: KeptNote, author: string | null): Fields {
  return { kind, author, tint, created, ...(photo && { photo }) }
}

/** What a note has now and the checkpoint does not speak of stays, but for a picture: it was put there since. */
function putNote(doc: Y.Doc, note: KeptNote, wanted: Fields): void {
  const { id, x, y, z, cluster, text } = note
  const entry = notesRoot(doc).get(id)
  const facts = readFacts(entry) ? (entry as Fields) : {}
  const { photo: _, ...others } = facts
  if (!isSame(facts, wanted) || ('photo' in facts && !('photo' in wanted)))
    notesRoot(doc).set(id, { ...others, ...wanted })
  const place = readPlace(doc, id)
  if (!place || !isSame(place, { x, y, z, cluster })) placeRoot(doc).set(id, [x, y, z, cluster ?? 0])
  const words = textRoot(doc).get(id)
  if (!(words instanceof Y.Text)) textRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  else if (words.toString() !== text) replaceText(words, text)
}

/** `a` has all that `b` says. */
function isSame(a: object, b: object): boolean {
  return Object.entries(b).every(([key, value]) => isEqual((a as Fields)[key], value))
}

/** Plain JSON, whose keys come in the order they were written in. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
