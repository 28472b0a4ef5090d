import type * as Y from 'yjs'

/**
 * The board document: roots and their shapes. Written by participants: notes, place, text, clusters.
 * Written by the server alone: meta, rounds, locks and departed.
 *
 *   meta      Y.Map  schema, title, language, writing, rights
 *   notes     Y.Map  id → { kind, author, tint, created, photo? }   plain JSON, written once or rarely
 *   place     Y.Map  id → [x, y, z, cluster | 0]            one entry, so that a drop into a cluster is atomic
 *   text      Y.Map  id → Y.Text                            the only thing two people edit at once
 *   clusters  Y.Map  id → Y.Map { title: Y.Text, tint, isCollapsed }   members are derived from place
 *   rounds    Y.Map  id → Round as JSON
 *   locks     Y.Map  id of a locked note or cluster → true
 *   departed  Y.Map  id of a deleted note that the server wrote for somebody → its author (departed.ts)
 */
export const schemaVersion = 1

export const Root = {
  meta: 'meta',
  notes: 'notes',
  place: 'place',
  text: 'text',
  clusters: 'clusters',
  rounds: 'rounds',
  locks: 'locks',
  departed: 'departed',
} as const
export type Root = (typeof Root)[keyof typeof Root]

/** The origin of every transaction a person makes; undo follows this origin and no other. */
export const byUser = Symbol('by user')

/** One user action is one transaction, however many commands it is made of. */
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

export function roundsRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.rounds)
}

export function locksRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.locks)
}

export function departedRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(Root.departed)
}

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

export interface BoardMeta {
  readonly schema: number
  readonly title: string
  readonly language: Language
}

export const titleLimit = 120

export function readMeta(doc: Y.Doc): BoardMeta {
  const meta = metaRoot(doc)
  const schema = meta.get('schema')
  const title = meta.get('title')
  return {
    schema: typeof schema === 'number' ? schema : schemaVersion,
    title: typeof title === 'string' ? title : '',
    language: meta.get('language') === 'fr' ? 'fr' : 'en',
  }
}

/** Server only: participants cannot write meta. */
export function writeMeta(doc: Y.Doc, meta: Partial<BoardMeta>): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(meta)) metaRoot(doc).set(key, value)
  })
}
