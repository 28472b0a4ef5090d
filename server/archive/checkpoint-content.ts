import * as Y from 'yjs'
import type { Cluster } from '#shared/board/cluster.ts'
import { clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import { notesOf, readFacts, readPlace } from '#shared/board/note.ts'
import { readRights, replaceLocks, writeRights } from '#shared/board/rights.ts'
import { peopleRoots, type BesideField, type RestoredField, type RestoredRoot } from '#shared/board/schema.ts'
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

export interface Beside extends Record<BesideField, unknown> {
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
const changesAtOnce = 1_500

type RestoredFile = Pick<BoardFile, RestoredField>
type Change = () => void

/** What a restore reads, with everything beside the file by id. */
interface KeptBoard {
  readonly file: RestoredFile
  readonly factsOf: (note: KeptNote) => Fields
  readonly fieldsOf: (cluster: string) => Fields
}

/**
 * What makes the board's notes, groups, limits and locks those of the checkpoint, in steps of some milliseconds, each
 * a transaction. Nobody may see the document before the last step, nor change it meanwhile. What is equal is not
 * touched, so that people can go on writing in it. Roots that the table does not restore stay as they are.
 */
export function restoreSteps(doc: Y.Doc, file: RestoredFile, beside: Beside): readonly (() => void)[] {
  const kept = keptBoard(file, beside)
  const ids = {
    note: new Set(file.notes.map(({ id }) => id)),
    cluster: new Set(file.clusters.map(({ id }) => id)),
  }
  const changes = [
    ...peopleRoots
      .filter(({ restored }) => restored.length > 0)
      .flatMap(({ name, partOf }) => removals(doc.getMap(name), ids[partOf])),
    ...Object.values(restorers).flatMap((restore) => restore(doc, kept)),
  ]
  const steps: (() => void)[] = []
  for (let first = 0; first < changes.length; first += changesAtOnce) {
    const step = changes.slice(first, first + changesAtOnce)
    steps.push(() => doc.transact(() => step.forEach((change) => change())))
  }
  return steps
}

function keptBoard(file: RestoredFile, { authors, facts, fields }: Beside): KeptBoard {
  const authorOf = new Map(authors)
  const factsOf = new Map(facts)
  const fieldsOf = new Map(fields)
  return {
    file,
    factsOf: (note) => factsOf.get(note.id) ?? wantedOf(note, authorOf.get(note.id) ?? null),
    fieldsOf: (cluster) => fieldsOf.get(cluster) ?? {},
  }
}

/** In this order: only notes and clusters of the board can be locked. */
const restorers = {
  clusters: (doc, { file, fieldsOf }) =>
    file.clusters.map((cluster) => () => putCluster(doc, cluster, fieldsOf(cluster.id))),
  notes: (doc, { file, factsOf }) => file.notes.map((note) => () => putFacts(doc, note.id, factsOf(note))),
  place: (doc, { file }) => file.notes.map((note) => () => putPlace(doc, note)),
  text: (doc, { file }) => file.notes.map((note) => () => putText(doc, note)),
  // Checkpoints of the first versions have neither rights nor locks: those leave them as they are.
  meta: (doc, { file: { rights } }) =>
    rights ? [() => void (isSame(readRights(doc), rights) || writeRights(doc, rights))] : [],
  locks: (doc, { file: { locked } }) => (locked ? [() => replaceLocks(doc, locked)] : []),
} satisfies Record<RestoredRoot, (doc: Y.Doc, kept: KeptBoard) => readonly Change[]>

/**
 * What restoring adds in memory at most, less what it frees at least; with turns for others, in which nobody may change the
 * document.
 */
export async function growthOf(
  doc: Y.Doc,
  file: Pick<BoardFile, 'notes' | 'clusters'>,
  beside: Beside,
  pace: Pace,
): Promise<number> {
  const { factsOf, fieldsOf } = keptBoard(file, beside)
  const kept = new Set(file.notes.map(({ id }) => id))
  let growth = 0
  for (const id of notesRoot(doc).keys()) {
    if (!kept.has(id)) growth -= freedBy(doc, id)
    await pace()
  }
  for (const note of file.notes) {
    growth += addedBy(doc, note, factsOf(note))
    await pace()
  }
  for (const { id, title, ...known } of file.clusters) {
    if (!clustersRoot(doc).has(id)) growth += memoryOfTextEntry(id, title)
    growth += memoryOfPiece(title)
    for (const [key, value] of Object.entries({ ...known, ...fieldsOf(id) }))
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

/** What is overwritten leaves as much as it was: see putFacts. */
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

function removals(root: Y.Map<unknown>, kept: ReadonlySet<string>): readonly Change[] {
  return [...root.keys()].filter((id) => !kept.has(id)).map((id) => () => root.delete(id))
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

/** Facts that the checkpoint does not know stay, except a picture: somebody has added it since. */
function putFacts(doc: Y.Doc, id: string, wanted: Fields): void {
  const entry = notesRoot(doc).get(id)
  const facts = readFacts(entry) ? (entry as Fields) : {}
  const { photo: _, ...others } = facts
  if (!isSame(facts, wanted) || ('photo' in facts && !('photo' in wanted)))
    notesRoot(doc).set(id, { ...others, ...wanted })
}

function putPlace(doc: Y.Doc, { id, x, y, z, cluster }: KeptNote): void {
  const place = readPlace(doc, id)
  if (!place || !isSame(place, { x, y, z, cluster })) placeRoot(doc).set(id, [x, y, z, cluster ?? 0])
}

function putText(doc: Y.Doc, { id, text }: KeptNote): void {
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
