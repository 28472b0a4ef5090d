import type * as Y from 'yjs'
import { Operation } from '../workshop/policy.ts'
import { Root } from './document.ts'

/** The form of a root's entries. */
export const Shape = {
  /** Plain JSON: NoteFacts. */
  facts: 'facts',
  /** [x, y, z, cluster | 0, area?] */
  place: 'place',
  /** Y.Text */
  text: 'text',
  /** Y.Text whose entry only the server adds. People write its letters. */
  wording: 'wording',
  /** Y.Map { title: Y.Text, tint, isCollapsed } */
  cluster: 'cluster',
  /** Plain JSON: a title and a rectangle. People write those that they draw, the server those of steps. */
  area: 'area',
  /** Plain JSON under ids. */
  jsonById: 'jsonById',
  /** Plain JSON under names that the program knows. */
  jsonByName: 'jsonByName',
} as const
export type Shape = (typeof Shape)[keyof typeof Shape]

/** The operations that the guard asks of the policy table for one entry. */
export interface EntryOperations {
  /** Null, here and below: nobody does it but the server. */
  readonly add: Operation | null
  /** Also for a change inside the entry: letters of a text, fields of a cluster. */
  readonly change: Operation
  readonly removeOwn: Operation | null
  readonly removeAny: Operation | null
  /** Put a deleted entry back under its id. */
  readonly restore: Operation | null
}

/** The fields of a board file, and of the snapshot that files and reports are made of. */
export type FileField =
  | 'title'
  | 'language'
  | 'notes'
  | 'clusters'
  | 'areas'
  | 'rights'
  | 'locked'
  | 'rounds'
  | 'agenda'
  | 'statements'
  | 'versions'
  | 'comments'
  | 'adoptions'
  | 'handedUp'
  | 'activities'

/** Data that a checkpoint keeps beside its board file, on the server alone. */
export type BesideField = 'authors' | 'facts' | 'fields' | 'states'

/** The fields of a replay step. */
export type ReplayField = 'title' | 'gone' | 'notes' | 'dissolved' | 'clusters' | 'areas' | 'rounds' | 'marks'

/** A note is one thing in three roots: its facts, its place and its text have one id. */
export type Thing = 'note' | 'cluster' | 'statement' | 'area'

/** An answer to every question that a part of the program asks about a root. */
export type RootSchema = {
  readonly shape: Shape
  /** A participant's private document has this root, too. */
  readonly isOnDesk: boolean
  /** Empty: neither files nor reports say anything of it. */
  readonly file: readonly FileField[]
  /** Empty: a replay does not show it. */
  readonly replay: readonly ReplayField[]
  /** Kept in a checkpoint beside its board file. */
  readonly beside: readonly BesideField[]
  /**
   * The fields of a checkpoint's file that a restore writes back. Empty: a restore leaves the root as it
   * is.
   */
  readonly restored: readonly FileField[]
  /** The outline for phones, screen readers, reports and checkpoints shows it. */
  readonly isInOutline: boolean
  /** The server removes an entry when another part of its thing is missing. */
  readonly isSwept: boolean
  /** A person's undo takes back changes of it. */
  readonly isUndone: boolean
} & (WrittenByPeople | WrittenByServer)

interface WrittenByPeople {
  readonly operations: EntryOperations
  /** The thing that an entry is a part of. */
  readonly partOf: Thing
}

interface WrittenByServer {
  readonly operations: null
  readonly partOf: null
}

const note = {
  partOf: 'note',
  isOnDesk: true,
  file: ['notes'],
  restored: ['notes'],
  isInOutline: true,
  isSwept: true,
  isUndone: true,
} as const satisfies Partial<RootSchema>

const noteOperations = {
  add: Operation.addNote,
  removeOwn: Operation.removeOwnNote,
  removeAny: Operation.removeAnyNote,
  restore: Operation.restoreNote,
} as const satisfies Partial<EntryOperations>

const governed = {
  operations: null,
  partOf: null,
  isOnDesk: false,
  beside: [],
  isInOutline: false,
  isSwept: false,
  isUndone: false,
} as const satisfies Partial<RootSchema>

/**
 * The one table of the document's roots. Code that reads, writes or copies documents asks it instead of
 * naming roots.
 */
export const boardSchema = {
  [Root.meta]: {
    ...governed,
    shape: Shape.jsonByName,
    file: ['title', 'language', 'rights'],
    replay: ['title', 'marks'],
    // The title and the writing mode stay as they are.
    restored: ['rights'],
  },
  [Root.notes]: {
    ...note,
    shape: Shape.facts,
    operations: { ...noteOperations, change: Operation.markNote },
    replay: ['notes', 'gone'],
    beside: ['authors', 'facts'],
  },
  [Root.place]: {
    ...note,
    shape: Shape.place,
    operations: { ...noteOperations, change: Operation.placeNote },
    replay: ['notes'],
    beside: [],
  },
  [Root.text]: {
    ...note,
    shape: Shape.text,
    operations: { ...noteOperations, change: Operation.writeNote },
    replay: ['notes'],
    beside: [],
  },
  [Root.clusters]: {
    shape: Shape.cluster,
    operations: {
      add: Operation.addCluster,
      change: Operation.changeCluster,
      removeOwn: Operation.removeCluster,
      removeAny: Operation.removeCluster,
      restore: Operation.addCluster,
    },
    partOf: 'cluster',
    isOnDesk: false,
    file: ['clusters'],
    replay: ['clusters', 'dissolved'],
    // Fields of newer versions.
    beside: ['fields'],
    restored: ['clusters'],
    isInOutline: true,
    isSwept: false,
    isUndone: true,
  },
  [Root.areas]: {
    shape: Shape.area,
    operations: {
      add: Operation.drawArea,
      change: Operation.drawArea,
      removeOwn: Operation.drawArea,
      removeAny: Operation.drawArea,
      restore: Operation.drawArea,
    },
    partOf: 'area',
    isOnDesk: false,
    file: ['areas'],
    replay: ['areas', 'dissolved'],
    beside: [],
    // Those that people drew. The agenda stays as it is, and its areas with it.
    restored: ['areas'],
    isInOutline: true,
    isSwept: false,
    isUndone: true,
  },
  [Root.rounds]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['rounds'],
    replay: ['rounds', 'marks'],
    // A round that has taken place stays.
    restored: [],
  },
  [Root.decidedWords]: {
    ...governed,
    shape: Shape.jsonById,
    // Each round has its own.
    file: ['rounds'],
    replay: ['rounds'],
    // A round decided about the words that it decided about.
    restored: [],
  },
  [Root.locks]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['locked'],
    replay: [],
    restored: ['locked'],
  },
  [Root.deletedNoteAuthors]: {
    ...governed,
    shape: Shape.jsonById,
    // Ids of authors never leave the server.
    file: [],
    replay: [],
    restored: [],
  },
  [Root.lateNotes]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['notes'],
    replay: [],
    // A mark stays, also on a note that a restore removes.
    restored: [],
  },
  [Root.signatures]: {
    ...governed,
    shape: Shape.jsonById,
    // Signing is the agreement to be named.
    file: ['notes'],
    replay: [],
    restored: ['notes'],
  },
  [Root.agenda]: {
    ...governed,
    shape: Shape.jsonByName,
    file: ['agenda'],
    replay: ['marks'],
    // The agenda goes on where it is.
    restored: [],
  },
  [Root.activities]: {
    ...governed,
    // What the server gives one person alone.
    isOnDesk: true,
    shape: Shape.jsonByName,
    // A file holds only what the activity itself says that it keeps.
    file: ['activities'],
    replay: [],
    // Copies have what an activity keeps in files.
    beside: ['states'],
    // Only the states that are about notes.
    restored: ['activities'],
  },
  [Root.tables]: {
    ...governed,
    shape: Shape.jsonByName,
    // Ids of people never leave the server.
    file: ['handedUp'],
    replay: [],
    // The people sit where they sit.
    restored: [],
  },
  [Root.adoptions]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['adoptions'],
    replay: ['marks'],
    // What was adopted stays adopted.
    restored: [],
  },
  [Root.replies]: {
    ...governed,
    shape: Shape.jsonById,
    // Each stands with its reason.
    file: ['rounds'],
    replay: [],
    // The rounds stay as they are.
    restored: [],
  },
  [Root.progress]: {
    ...governed,
    shape: Shape.jsonById,
    // The figures of this moment. A replay that had them could tell who has just voted.
    file: [],
    replay: [],
    restored: [],
  },
  [Root.statements]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['statements'],
    // A replay shows the board, and statements are not on it.
    replay: [],
    // What people have kept refers to them.
    restored: [],
  },
  [Root.wordings]: {
    shape: Shape.wording,
    operations: {
      add: null,
      change: Operation.writeStatement,
      removeOwn: null,
      removeAny: null,
      restore: null,
    },
    partOf: 'statement',
    isOnDesk: false,
    file: ['statements'],
    replay: [],
    beside: [],
    // The versions keep what was written.
    restored: [],
    isInOutline: false,
    isSwept: false,
    // The editor of a statement has an undo of its own.
    isUndone: false,
  },
  [Root.versions]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['versions'],
    replay: [],
    // Nothing changes or removes a version.
    restored: [],
  },
  [Root.comments]: {
    ...governed,
    shape: Shape.jsonById,
    file: ['comments'],
    replay: [],
    // Like the statements that they are on.
    restored: [],
  },
  [Root.grafts]: {
    ...governed,
    shape: Shape.jsonById,
    // A version says which of its phrases came from elsewhere.
    file: [],
    replay: [],
    restored: [],
  },
  [Root.photos]: {
    ...governed,
    shape: Shape.jsonById,
    // A note of a file says whether its photo stays in the room.
    file: ['notes'],
    replay: [],
    // A photo that has come onto the board stays what it is.
    restored: [],
  },
} as const satisfies Record<Root, RootSchema>

/** The roots to which the table gives this answer. */
type RootsWith<Question extends keyof RootSchema, Answer> = {
  [Name in Root]: (typeof boardSchema)[Name][Question] extends Answer ? Name : never
}[Root]

/** For code by root: with `satisfies Record<OutlineRoot, …>` the compiler finds a missing root. */
export type OutlineRoot = RootsWith<'isInOutline', true>
export type FileRoot = Exclude<Root, RootsWith<'file', readonly []>>
export type ReplayRoot = Exclude<Root, RootsWith<'replay', readonly []>>
export type RestoredRoot = Exclude<Root, RootsWith<'restored', readonly []>>
/** The fields of a board file that a restore reads. */
export type RestoredField = (typeof boardSchema)[Root]['restored'][number]

/** A root that people write, with its name. */
export type PeopleRoot = Extract<RootSchema, WrittenByPeople> & { readonly name: Root }

const entries = Object.entries(boardSchema) as readonly (readonly [Root, RootSchema])[]

/** In the order of the table. */
export const peopleRoots: readonly PeopleRoot[] = entries.flatMap(([name, schema]) =>
  schema.operations ? [{ ...schema, name }] : [],
)

/** The roots of the document that a question selects, in the order of the table. */
export function rootsWhere(
  doc: Y.Doc,
  isSelected: (schema: RootSchema) => boolean,
): readonly Y.Map<unknown>[] {
  return entries.filter(([, schema]) => isSelected(schema)).map(([name]) => doc.getMap(name))
}

/** The roots that hold the parts of a note. */
export function noteRoots(doc: Y.Doc): readonly Y.Map<unknown>[] {
  return noteRootNames.map((name) => doc.getMap(name))
}

const noteRootNames = entries.flatMap(([name, { partOf }]) => (partOf === 'note' ? [name] : []))
