import type * as Y from 'yjs'
import {
  activitiesRoot,
  clustersRoot,
  deletedNoteAuthorsRoot,
  locksRoot,
  metaRoot,
  notesRoot,
  placeRoot,
  Root,
  roundsRoot,
  textRoot,
} from '#shared/board/document.ts'
import { isId } from '#shared/board/id.ts'
import { Content, TypeRef, type Struct } from './parse-update.ts'
import { malformed, unknownPlace } from './refused.ts'
import { isBoolean, isFacts, isPlace, isSmall, isWord } from './values.ts'

/** The kinds of lists that the schema has; each has its own content. */
export const Slot = {
  /** notes[id], place[id], text[id], clusters[id]: one value, the last of its list. */
  facts: 'facts',
  place: 'place',
  text: 'text',
  cluster: 'cluster',
  /** The letters of text[id]. */
  words: 'words',
  /** clusters[id].tint and the like. */
  clusterField: 'clusterField',
  /** The letters of clusters[id].title. */
  clusterTitle: 'clusterTitle',
  /** Roots that only the server writes. */
  governed: 'governed',
} as const
export type Slot = (typeof Slot)[keyof typeof Slot]

/** What the guard reads of a Yjs type. */
export interface ListHolder {
  readonly _item: Y.Item | null
  readonly _map: ReadonlyMap<string, Y.Item>
  readonly _start: Y.Item | null
  readonly _length: number
}

/** A type of the document, or a struct of this update that will become one. */
export type Parent = ListHolder | Struct

export function isStored(parent: Parent): parent is ListHolder {
  return '_map' in parent
}

/** The list a struct stands in: a parent, and the key when the parent is a map. */
export interface SchemaPath {
  readonly slot: Slot
  readonly parent: Parent
  readonly sub: string | null
  /** The note's or cluster's id; empty for what is governed. */
  readonly id: string
}

export interface Roots {
  readonly notes: Y.Map<unknown>
  readonly place: Y.Map<unknown>
  readonly text: Y.Map<unknown>
  /** Null on a desk, which has none. */
  readonly clusters: Y.Map<unknown> | null
  readonly meta: Y.Map<unknown>
  readonly rounds: Y.Map<unknown>
  readonly locks: Y.Map<unknown>
  readonly departed: Y.Map<unknown>
  readonly activities: Y.Map<unknown>
}

export function rootsOf(doc: Y.Doc, hasClusters: boolean): Roots {
  return {
    notes: notesRoot(doc),
    place: placeRoot(doc),
    text: textRoot(doc),
    clusters: hasClusters ? clustersRoot(doc) : null,
    meta: metaRoot(doc),
    rounds: roundsRoot(doc),
    locks: locksRoot(doc),
    departed: deletedNoteAuthorsRoot(doc),
    activities: activitiesRoot(doc),
  }
}

/** Where a new struct with this root and key would stand. */
export function pathInRoot(roots: Roots, name: string, sub: string | null): SchemaPath {
  if (!isId(sub)) throw unknownPlace()
  switch (name) {
    case Root.notes:
      return { slot: Slot.facts, parent: roots.notes, sub, id: sub }
    case Root.place:
      return { slot: Slot.place, parent: roots.place, sub, id: sub }
    case Root.text:
      return { slot: Slot.text, parent: roots.text, sub, id: sub }
    case Root.clusters:
      if (!roots.clusters) throw unknownPlace()
      return { slot: Slot.cluster, parent: roots.clusters, sub, id: sub }
    default:
      throw unknownPlace()
  }
}

/** Where a new struct inside a type that stands at `holder` would stand. */
export function pathInType(holder: SchemaPath, parent: Parent, sub: string | null): SchemaPath {
  switch (holder.slot) {
    case Slot.text:
      if (sub !== null) throw unknownPlace()
      return { slot: Slot.words, parent, sub, id: holder.id }
    case Slot.cluster:
      if (!isId(sub)) throw unknownPlace()
      return { slot: Slot.clusterField, parent, sub, id: holder.id }
    case Slot.clusterField:
      if (sub !== null || holder.sub !== 'title') throw unknownPlace()
      return { slot: Slot.clusterTitle, parent, sub, id: holder.id }
    case Slot.facts:
    case Slot.place:
    case Slot.words:
    case Slot.clusterTitle:
    case Slot.governed:
      throw malformed()
  }
}

/** Where an item of the document stands. */
export function pathOfItem(roots: Roots, item: Y.Item): SchemaPath {
  // Integrated items have their parent as a type; ids stand there only before.
  const parent = item.parent as ListHolder
  const sub = item.parentSub
  const holder = parent._item
  if (holder !== null) return pathInType(pathOfItem(roots, holder), parent, sub)
  const id = sub ?? ''
  if (parent === roots.notes) return { slot: Slot.facts, parent, sub, id }
  if (parent === roots.place) return { slot: Slot.place, parent, sub, id }
  if (parent === roots.text) return { slot: Slot.text, parent, sub, id }
  if (parent === roots.clusters) return { slot: Slot.cluster, parent, sub, id }
  return { slot: Slot.governed, parent, sub, id: '' }
}

/** Refuses content that the schema does not have at this path; what is deleted may stand anywhere. */
export function checkContent(path: SchemaPath, struct: Struct): void {
  if (struct.content === Content.deleted) return
  if (!isContent(path, struct)) throw unknownPlace()
}

function isContent(path: SchemaPath, struct: Struct): boolean {
  switch (path.slot) {
    case Slot.facts:
      return isEach(struct, isFacts)
    case Slot.place:
      return isEach(struct, isPlace)
    case Slot.text:
      return struct.content === Content.type && struct.value === TypeRef.text
    case Slot.cluster:
      return struct.content === Content.type && struct.value === TypeRef.map
    case Slot.clusterField:
      if (path.sub === 'title') return struct.content === Content.type && struct.value === TypeRef.text
      if (path.sub === 'tint') return isEach(struct, isWord)
      if (path.sub === 'isCollapsed') return isEach(struct, isBoolean)
      return isEach(struct, isSmall)
    case Slot.words:
    case Slot.clusterTitle:
      return struct.content === Content.string
    case Slot.governed:
      return false
  }
}

/** Yjs keeps JSON in lists; former values of a key that undo holds on to come merged into one struct. */
function isEach(struct: Struct, isValid: (value: unknown) => boolean): boolean {
  return struct.content === Content.any && Array.isArray(struct.value) && struct.value.every(isValid)
}
