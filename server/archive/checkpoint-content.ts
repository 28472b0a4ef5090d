import * as Y from 'yjs'
import { activityStates, readActivity, replaceActivity, type Json } from '#shared/board/activities.ts'
import * as activities from '#shared/activities/registry.ts'
import { areasOf, writeArea } from '#shared/board/area.ts'
import { clustersOf, type Cluster } from '#shared/board/cluster.ts'
import { decidedWordsToKeep, keepDecidedWords } from '#shared/board/decided-words.ts'
import { clustersRoot, notesRoot, placeRoot, roundsRoot, textRoot } from '#shared/board/document.ts'
import { notesOf, placeEntry, readFacts, readOrigin } from '#shared/board/note.ts'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { readLook } from '#shared/board/note-look.ts'
import { readRights, replaceLocks, writeRights } from '#shared/board/rights.ts'
import {
  peopleRoots,
  type BesideField,
  type RestoredField,
  type RestoredRoot,
  type Thing,
} from '#shared/board/schema.ts'
import { readSignature, writeSignature } from '#shared/board/signatures.ts'
import { replaceText } from '#shared/board/text.ts'
import type { Pace } from '../basics/yield-turn.ts'
import { hideBefore } from '../documents/signed-words.ts'
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
 * The content of a checkpoint: a board file as anybody may export it, without anything private, and beside it the facts
 * that files leave out. Those never leave the server.
 */
export interface CheckpointContent {
  readonly file: string
  readonly beside: Beside
  readonly notes: number
  readonly clusters: number
  /** Ids of its notes' photos. */
  readonly photos: readonly string[]
}

export interface Beside extends Partial<Record<BesideField, unknown>> {
  /** Authors of signed notes. */
  readonly authors: readonly (readonly [note: string, participant: string])[]
  /** All facts of each note with a field, a kind or a tint that this version does not know. */
  readonly facts: readonly (readonly [note: string, facts: Fields])[]
  /** Fields of clusters that this version does not know. */
  readonly fields: readonly (readonly [cluster: string, fields: Fields])[]
  /** The states of all activities. Checkpoints of earlier versions have none. */
  readonly states?: Readonly<Record<string, Json>>
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
    states: activityStates(doc) as Beside['states'] & {},
  }
  const { notes, clusters } = board
  const photos = [...new Set(notes.flatMap(({ photo }) => photo?.id ?? []))]
  return { file: writeBoardFile(board), beside, notes: notes.length, clusters: clusters.length, photos }
}

/** Reads the facts beside a file. The first versions kept the authors alone. */
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

/** A checkpoint's file, with the facts beside it by id. */
interface CheckpointBoard {
  readonly file: RestoredFile
  readonly states: Beside['states']
  readonly factsOf: (note: KeptNote) => Fields
  readonly fieldsOf: (cluster: string) => Fields
}

/**
 * Steps that bring the board's notes, clusters, limits and locks back to the checkpoint. Each is a transaction of some
 * milliseconds. Nobody may see or change the document before the last step. Equal parts are not touched, so that people
 * can go on writing in them. Roots that the table does not restore stay as they are.
 */
export function restoreSteps(doc: Y.Doc, file: RestoredFile, beside: Beside): readonly (() => void)[] {
  const kept = checkpointBoard(file, beside)
  const ids: Readonly<Partial<Record<Thing, ReadonlySet<string>>>> = {
    note: new Set(file.notes.map(({ id }) => id)),
    cluster: new Set(file.clusters.map(({ id }) => id)),
    area: new Set([
      ...drawnIn(file).map(({ id }) => id),
      ...areasOf(doc).flatMap(({ id }) => (isDrawnAreaId(id) ? [] : [id])),
    ]),
  }
  const changes = [
    // Before the words: a restored board has the results of its votes, with the words that these decided about.
    ...rewordedBy(doc, file).map((id) => () => keepDecidedWords(doc, [id])),
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

function checkpointBoard(file: RestoredFile, { authors, facts, fields, states }: Beside): CheckpointBoard {
  const authorOf = new Map(authors)
  const factsOf = new Map(facts)
  const fieldsOf = new Map(fields)
  return {
    file,
    states,
    factsOf: (note) => factsOf.get(note.id) ?? wantedOf(note, authorOf.get(note.id) ?? null),
    fieldsOf: (cluster) => fieldsOf.get(cluster) ?? {},
  }
}

/** Activities whose states are about notes. */
const followingNotes = Object.entries(activities).flatMap(([name, activity]) =>
  'followsNotes' in activity ? [name] : [],
)

/** Locks come last: only notes and clusters of the board can be locked. */
const restorers = {
  // Before the words: a name is taken off those that it stood on.
  signatures: (doc, { file }) => file.notes.map((note) => () => putSignature(doc, note)),
  clusters: (doc, { file, fieldsOf }) =>
    file.clusters.map((cluster) => () => putCluster(doc, cluster, fieldsOf(cluster.id))),
  areas: (doc, { file }) => drawnIn(file).map((area) => () => writeArea(doc, area)),
  notes: (doc, { file, factsOf }) => file.notes.map((note) => () => putFacts(doc, note.id, factsOf(note))),
  place: (doc, { file }) => file.notes.map((note) => () => putPlace(doc, note)),
  text: (doc, { file }) => file.notes.map((note) => () => putText(doc, note)),
  // Checkpoints of the first versions have neither rights nor locks. The board's own stay.
  meta: (doc, { file: { rights } }) =>
    rights ? [() => void (isSame(readRights(doc), rights) || writeRights(doc, rights))] : [],
  locks: (doc, { file: { locked } }) => (locked ? [() => replaceLocks(doc, locked)] : []),
  activities: (doc, { states }) =>
    states ? followingNotes.map((name) => () => replaceActivity(doc, name, states[name] ?? undefined)) : [],
} satisfies Record<RestoredRoot, (doc: Y.Doc, kept: CheckpointBoard) => readonly Change[]>

/**
 * Largest possible growth of the document by a restore, in memory, with pauses for other work. Nobody may change the
 * document meanwhile.
 */
export async function growthOf(
  doc: Y.Doc,
  file: Pick<BoardFile, 'notes' | 'clusters' | 'areas'>,
  beside: Beside,
  pace: Pace,
): Promise<number> {
  const { factsOf, fieldsOf, states } = checkpointBoard(file, beside)
  const kept = new Set(file.notes.map(({ id }) => id))
  let growth = 0
  for (const [key, words] of decidedWordsToKeep(doc, rewordedBy(doc, file)))
    growth += memoryOfEntry(key, words)
  for (const name of followingNotes)
    if (states && !isEqual(readActivity(doc, name), states[name]))
      growth += memoryOfEntry(name, states[name] ?? null)
  for (const area of drawnIn(file)) growth += memoryOfEntry(area.id, { ...area })
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

/** The areas that people drew. */
function drawnIn({ areas = [] }: Pick<BoardFile, 'areas'>): NonNullable<BoardFile['areas']> {
  return areas.filter(({ id }) => isDrawnAreaId(id))
}

/** The notes and groups that a restore changes in words, or removes. */
function rewordedBy(
  doc: Y.Doc,
  { notes, clusters }: Pick<RestoredFile, 'notes' | 'clusters'>,
): readonly string[] {
  if (roundsRoot(doc).size === 0) return []
  const wanted = new Map([
    ...notes.map(({ id, text }) => [id, text] as const),
    ...clusters.map(({ id, title }) => [id, title] as const),
  ])
  const now = [
    ...notesOf(doc).map(({ id, text }) => [id, text] as const),
    ...clustersOf(doc).map(({ id, title }) => [id, title] as const),
  ]
  return now.flatMap(([id, words]) => (wanted.get(id) === words ? [] : [id]))
}

/** Least memory that a note frees. Letters that were written one by one free more. */
function freedBy(doc: Y.Doc, id: string): number {
  const text = textRoot(doc).get(id)
  const place = placeRoot(doc).get(id)
  const words = text instanceof Y.Text ? memoryOfTextContent(text.toString()) : 0
  return memoryOfValue(notesRoot(doc).get(id)) + (place === undefined ? 0 : memoryOfValue(place)) + words
}

/** Most memory that a note adds. An overwritten value still takes its own memory: see `putFacts`. */
function addedBy(doc: Y.Doc, note: KeptNote, wanted: Fields): number {
  const { id, x, y, z, cluster, area, text } = note
  const facts = notesRoot(doc).get(id)
  const place = placeRoot(doc).get(id)
  const words = textRoot(doc).get(id)
  let added = addedBySignature(doc, note)
  if (!readFacts(facts) || !isSame(facts as Fields, wanted))
    added += memoryOfEntry(id, { ...(facts as Fields | undefined), ...wanted })
  const wantedPlace = placeEntry({ x, y, z, cluster, area: area ?? null })
  if (!isEqual(place, wantedPlace)) added += memoryOfEntry(id, wantedPlace)
  if (!(words instanceof Y.Text)) return added + memoryOfTextEntry(id, text)
  // A piece in the middle, and the two pieces beside it.
  return words.toString() === text ? added : added + memoryOfPiece(text) + 2 * memoryOfPiece('')
}

function addedBySignature(doc: Y.Doc, { id, signature }: KeptNote): number {
  const name = readSignature(doc, id)
  return signature === name ? 0 : memoryOfEntry(id, { name: signature ?? name, words: ''.padEnd(22) })
}

/** Without a set of ids nothing goes. */
function removals(root: Y.Map<unknown>, kept: ReadonlySet<string> | undefined): readonly Change[] {
  if (!kept) return []
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

function wantedOf({ kind, tint, created, photo, ...note }: KeptNote, author: string | null): Fields {
  return { kind, author, tint, created, ...(photo && { photo }), ...readOrigin(note), ...readLook(note) }
}

/** Facts that the checkpoint does not have stay, except those that somebody has added since. */
function putFacts(doc: Y.Doc, id: string, wanted: Fields): void {
  const entry = notesRoot(doc).get(id)
  const facts = readFacts(entry) ? (entry as Fields) : {}
  const gone = ['photo', 'blanks', 'from', 'form', 'size', 'arrows'].filter((fact) => !(fact in wanted))
  const others = Object.fromEntries(Object.entries(facts).filter(([fact]) => !gone.includes(fact)))
  const isMore = gone.some((fact) => fact in facts)
  if (!isSame(facts, wanted) || isMore) notesRoot(doc).set(id, { ...others, ...wanted })
}

/** The checkpoint may be older than the limits of places. */
function putPlace(doc: Y.Doc, { id, x, y, z, cluster, area }: KeptNote): void {
  const wanted = placeEntry({ x, y, z, cluster, area: area ?? null })
  if (!isEqual(placeRoot(doc).get(id), wanted)) placeRoot(doc).set(id, wanted)
}

function putText(doc: Y.Doc, { id, text }: KeptNote): void {
  const words = textRoot(doc).get(id)
  if (!(words instanceof Y.Text)) textRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  else if (words.toString() !== text) replaceText(words, text)
}

/** A name stands where it stood on the checkpoint's words. Other words without it may be another person's. */
function putSignature(doc: Y.Doc, { id, text, signature }: KeptNote): void {
  if (signature === undefined) hideBefore(doc, id, text)
  else if (signature !== readSignature(doc, id)) writeSignature(doc, id, signature)
}

/** True when `a` has all fields of `b` with equal values. */
function isSame(a: object, b: object): boolean {
  return Object.entries(b).every(([key, value]) => isEqual((a as Fields)[key], value))
}

/** Compares plain JSON. Its keys keep the order in which they were written. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
