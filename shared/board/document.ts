import type * as Y from 'yjs'

/**
 * The roots of the board document. `boardSchema` (schema.ts) says how each is written, kept and shown.
 *
 * - `meta`: schema, title, language, writing, rights, spotlight, roomPage, isRehearsal.
 * - `notes`: id → { kind, author, tint, created, photo?, step?, field?, blanks?, from? }. Plain JSON, rarely written again.
 * - `place`: id → [x, y, z, cluster | 0, area?]. One entry, so that a drop into a cluster or an area is atomic.
 * - `text`: id → Y.Text. Two people can edit it at once.
 * - `clusters`: id → Y.Map { title: Y.Text, tint, isCollapsed }. `place` says which notes are in it.
 * - `areas`: `phase/step/field` → { title, x, y, width, height }. `place` says which notes lie in it.
 * - `rounds`: id → Round as JSON.
 * - `decided`: `option/number` → the words that rounds up to this number decided about, where they differ by now
 *   (decided-words.ts).
 * - `locks`: id of a locked note or cluster → true.
 * - `departed`: id of a deleted note that the server wrote for a person → its author.
 * - `late`: id of a note that came after its step was over → true.
 * - `signatures`: id of a note that its author signed in private writing → the author's name, or { name, words }
 *   while the words are not the author's.
 * - `agenda`: template, answers, now, clock and log of the agenda (agenda.ts).
 * - `activities`: name of an activity → its state as JSON.
 * - `tables`: the tables of each phase, and the state of each table in a step (tables.ts).
 * - `adoptions`: id → Adoption as JSON (workshop/adoption.ts). Never changed. The last one is the purpose.
 * - `replies`: `round/index` of a published reason → { text, at }, its answer in writing.
 * - `progress`: id of a poll, or name of a task → { done, of }. Counts alone, never people.
 * - `statements`: id → { step, number, from, at, tables? } (statements.ts).
 * - `wordings`: id of a statement → Y.Text, co-written. The server alone adds one, and nobody removes it.
 * - `versions`: id → a wording that somebody kept (versions.ts). Nothing changes or removes it.
 * - `comments`: id → a remark about words of a statement (comments.ts).
 * - `grafts`: id → a phrase that came into a statement from another one (grafts.ts).
 * - `photos`: id of a photo that came onto the board → { card }, the note that keeps it in the room, or null (kept-photos.ts).
 *
 * Participants write notes, place, text, clusters, and the letters of wordings. Only the server writes the others.
 */
export const schemaVersion = 1

export const Root = {
  meta: 'meta',
  notes: 'notes',
  place: 'place',
  text: 'text',
  clusters: 'clusters',
  areas: 'areas',
  rounds: 'rounds',
  decidedWords: 'decided',
  locks: 'locks',
  deletedNoteAuthors: 'departed',
  lateNotes: 'late',
  signatures: 'signatures',
  agenda: 'agenda',
  activities: 'activities',
  tables: 'tables',
  adoptions: 'adoptions',
  replies: 'replies',
  progress: 'progress',
  statements: 'statements',
  wordings: 'wordings',
  versions: 'versions',
  comments: 'comments',
  grafts: 'grafts',
  photos: 'photos',
} as const
export type Root = (typeof Root)[keyof typeof Root]

/** The origin of every transaction that a person makes. Undo follows no other origin. */
export const byUser = Symbol('by user')

/** Runs one action of a person as one transaction, also when it has several commands. */
export function act<T>(doc: Y.Doc, change: () => T): T {
  return doc.transact(change, byUser)
}

export function metaRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.meta)
}

export function notesRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.notes)
}

export function placeRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.place)
}

export function textRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.text)
}

export function clustersRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.clusters)
}

export function areasRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.areas)
}

export function roundsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.rounds)
}

export function decidedWordsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.decidedWords)
}

export function locksRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.locks)
}

export function deletedNoteAuthorsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.deletedNoteAuthors)
}

export function lateNotesRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.lateNotes)
}

export function signaturesRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.signatures)
}

export function agendaRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.agenda)
}

export function activitiesRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.activities)
}

export function tablesRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.tables)
}

export function adoptionsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.adoptions)
}

export function repliesRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.replies)
}

export function progressRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.progress)
}

export function statementsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.statements)
}

export function wordingsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.wordings)
}

export function versionsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.versions)
}

export function commentsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.comments)
}

export function graftsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.grafts)
}

export function photosRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.photos)
}

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

export interface BoardMeta {
  readonly schema: number
  readonly title: string
  readonly language: Language
  /** A board on which a workshop is tried out with ghosts. Absent on every other board. */
  readonly isRehearsal?: true
}

export function readMeta(doc: Y.Doc): BoardMeta {
  const meta = metaRoot(doc)
  const schema = meta.get('schema')
  const title = meta.get('title')
  return {
    schema: typeof schema === 'number' ? schema : schemaVersion,
    title: typeof title === 'string' ? title : '',
    language: meta.get('language') === 'fr' ? 'fr' : 'en',
    ...(meta.get('isRehearsal') === true && { isRehearsal: true as const }),
  }
}

/** Server only: participants cannot write meta. */
export function writeMeta(doc: Y.Doc, meta: Partial<BoardMeta>): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(meta)) metaRoot(doc).set(key, value)
  })
}
