import type * as Y from 'yjs'
import { locksRoot, notesRoot, placeRoot, Root } from '#shared/board/document.ts'
import { isAreaId, isId } from '#shared/board/id.ts'
import { Shape } from '#shared/board/schema.ts'
import { holderOf, isSharedType, type SharedType } from '#shared/board/yjs-internals.ts'
import { Content, type Struct } from './parse-update.ts'
import { Refused, unknownPlace } from './refused.ts'
import { entrySlots, governedSlot, type Slot } from './slots.ts'
import { wrongFact, wrongInPlace } from './values.ts'

/** A type of the document, or a struct of this update that will become a type. */
export type Parent = SharedType | Struct

export function isStored(parent: Parent): parent is SharedType {
  return isSharedType(parent)
}

/** The list of a struct: its parent, and the key when the parent is a map. */
export interface SchemaPath {
  readonly slot: Slot
  readonly parent: Parent
  readonly sub: string | null
  /** The note's or cluster's id. Empty in roots that only the server writes. */
  readonly id: string
}

/** The roots of one document, as the guard looks them up. */
export interface Roots {
  /** A root that people write, by its name. */
  readonly written: ReadonlyMap<string, WrittenRoot>
  /** The kind of a written root's entries. */
  readonly slots: ReadonlyMap<SharedType, Slot>
  /** By kind of entries: the roots that hold the parts of one thing. */
  readonly parts: ReadonlyMap<Slot, readonly SharedType[]>
  readonly notes: Y.Map<unknown>
  readonly place: Y.Map<unknown>
  readonly locks: Y.Map<unknown>
}

interface WrittenRoot {
  readonly slot: Slot
  readonly parent: SharedType
}

const rootNames: ReadonlySet<string> = new Set(Object.values(Root))

/** Yjs creates any root that an update names, so other names are refused. */
export function isRootName(name: string): boolean {
  return rootNames.has(name)
}

export function rootsOf(doc: Y.Doc, isDesk: boolean): Roots {
  // Creates the roots, so that Yjs knows their type.
  for (const name of rootNames) doc.getMap(name)
  const written = [...entrySlots]
    .filter(([{ isOnDesk }]) => isOnDesk || !isDesk)
    .map(([root, slot]) => ({ root, slot, parent: doc.getMap<unknown>(root.name) }))
  const partsOf = (thing: string) => written.filter(({ root }) => root.partOf === thing)
  return {
    written: new Map(written.map(({ root, slot, parent }) => [root.name, { slot, parent }])),
    slots: new Map(written.map(({ parent, slot }) => [parent, slot])),
    parts: new Map(written.map(({ root, slot }) => [slot, partsOf(root.partOf).map(({ parent }) => parent)])),
    notes: notesRoot(doc),
    place: placeRoot(doc),
    locks: locksRoot(doc),
  }
}

/** The list of a new struct with this root and key. */
export function pathInRoot(roots: Roots, name: string, sub: string | null): SchemaPath {
  const root = roots.written.get(name)
  const isKey = root?.slot.root?.shape === Shape.area ? isAreaId : isId
  if (!root || !isKey(sub)) throw unknownPlace(name)
  return { slot: root.slot, parent: root.parent, sub, id: sub }
}

/** The list of a new struct inside a type whose own list is `holder`. */
export function pathInType(holder: SchemaPath, parent: Parent, sub: string | null): SchemaPath {
  return { slot: holder.slot.inside(sub), parent, sub, id: holder.id }
}

/** The list of an item of the document. */
export function pathOfItem(roots: Roots, item: Y.Item): SchemaPath {
  // The parent of an integrated item is a type, never an id.
  const parent = item.parent as SharedType
  const sub = item.parentSub
  const holder = holderOf(parent)
  if (holder !== null) return pathInType(pathOfItem(roots, holder), parent, sub)
  const slot = roots.slots.get(parent) ?? governedSlot
  return { slot, parent, sub, id: slot.root ? (sub ?? '') : '' }
}

/** Refuses content that the schema does not have at this path. Deleted content may stand anywhere. */
export function checkContent(path: SchemaPath, struct: Struct): void {
  if (struct.content === Content.deleted || path.slot.accepts(struct)) return
  const { code, message } = path.slot.refusalOf?.(struct) ?? unknownPlace()
  throw new Refused(code, message, fieldOf(path, struct))
}

/** The wrong part, for the person who writes a client. */
function fieldOf({ slot: { root, isEntry }, sub }: SchemaPath, { value }: Struct): string | undefined {
  if (!root) return undefined
  if (!isEntry) return sub === null ? root.name : `${root.name}.${sub}`
  const part = Array.isArray(value) ? wrongPart(root.shape, value) : undefined
  return part === undefined ? root.name : root.name + part
}

function wrongPart(shape: Shape, values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const fact = shape === Shape.facts ? wrongFact(value) : undefined
    if (fact !== undefined) return `.${fact}`
    const index = shape === Shape.place ? wrongInPlace(value) : undefined
    if (index !== undefined) return `[${index}]`
  }
  return undefined
}
