import * as Y from 'yjs'
import type { PeopleRoot } from '#shared/board/schema.ts'
import { Content, type ParsedUpdate } from './parse-update.ts'
import { placedAt, type PlacedStruct } from './placed-struct.ts'
import { malformed, unknownPlace } from './refused.ts'
import type { ResolvedUpdate } from './resolve-update.ts'
import { isStored, pathOfItem, type Parent, type Roots, type SchemaPath } from './schema-path.ts'
import { indexOf, splitCost, stateOf, type Effort, type StoredStruct } from './store-view.ts'

/** The changes of one entry of a root. */
export interface KeyChange {
  readonly path: SchemaPath
  readonly root: PeopleRoot
  /** The document's last value. It is deleted unless the key is in use. */
  readonly current: Y.Item | undefined
  readonly placed: PlacedStruct[]
  /** The update names the value in use among its deletes. */
  isCurrentDeleted: boolean
}

/** The changes of an update, in the words of the schema. */
export interface Changes {
  readonly isEmpty: boolean
  readonly keys: readonly KeyChange[]
  /** By root, ids of entries that the update changes inside: the letters of a text, a cluster's tint. */
  readonly inside: ReadonlyMap<PeopleRoot, ReadonlySet<string>>
  /** Length of each text that grows, in letters. */
  readonly lengths: ReadonlyMap<SchemaPath, number>
}

/** Finds the changes of an update. Refuses deletes of missing structs and changes of the server's roots. */
export function changesOf(
  doc: Y.Doc,
  roots: Roots,
  update: ParsedUpdate,
  resolved: ResolvedUpdate,
  effort: Effort,
): Changes {
  const keys = new Map<string, KeyChange>()
  const texts = new Map<Parent, { readonly path: SchemaPath; change: number; isGrowing: boolean }>()
  let isEmpty = resolved.placed.length === 0
  const inside = new Map<PeopleRoot, Set<string>>()
  let splits = 0
  let passed = 0

  for (const placed of resolved.placed) {
    if (placed.path === null) continue
    note(placed.path, placed)
  }
  for (const { client, ranges } of update.deletes) {
    const structs = doc.store.clients.get(client) ?? []
    const state = stateOf(doc, client)
    const placed = resolved.placedOf(client)
    const end = Math.max(state, lastClock(placed))
    for (const range of ranges) {
      // Yjs would keep this delete and apply it to later structs.
      if (range.end > end) throw malformed()
      if (range.clock < state) deleteStored(structs, range.clock, Math.min(range.end, state))
      if (range.end > state) deletePlaced(placed, Math.max(range.clock, state), range.end)
    }
  }
  const lengths = new Map<SchemaPath, number>()
  for (const { path, change, isGrowing } of texts.values()) {
    if (!isGrowing) continue
    const before = isStored(path.parent) ? path.parent._length : 0
    lengths.set(path, before + change)
  }
  return { isEmpty, keys: [...keys.values()], inside, lengths }

  function note(path: SchemaPath, placed: PlacedStruct | null): void {
    const { root, isEntry } = path.slot
    if (!root) throw unknownPlace()
    if (isEntry) {
      const change = keyChange(path, root)
      if (placed) change.placed.push(placed)
      else change.isCurrentDeleted = true
      return
    }
    const ids = inside.get(root)
    if (ids) ids.add(path.id)
    else inside.set(root, new Set([path.id]))
    if (placed?.struct.content === Content.string) {
      const length = placed.struct.clock + placed.struct.length - placed.clock
      textChange(path, length).isGrowing = true
    }
  }

  function keyChange(path: SchemaPath, root: PeopleRoot): KeyChange {
    const name = `${root.name} ${path.id}`
    let change = keys.get(name)
    if (!change) {
      const current = isStored(path.parent) ? path.parent._map.get(path.id) : undefined
      change = { path, root, current, placed: [], isCurrentDeleted: false }
      keys.set(name, change)
    }
    return change
  }

  function textChange(path: SchemaPath, letters: number): { isGrowing: boolean } {
    const known = texts.get(path.parent)
    if (known) {
      known.change += letters
      return known
    }
    const change = { path, change: letters, isGrowing: false }
    texts.set(path.parent, change)
    return change
  }

  function deleteStored(structs: readonly StoredStruct[], clock: number, end: number): void {
    for (let index = indexOf(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index]
      if (!struct || struct.id.clock >= end) return
      passed += 1
      if (passed % passedInStep === 0) effort.spend(1)
      if (struct.deleted || !(struct instanceof Y.Item)) continue
      isEmpty = false
      const path = pathOfItem(roots, struct)
      note(path, null)
      const from = Math.max(clock, struct.id.clock)
      const to = Math.min(end, struct.id.clock + struct.length)
      if (to - from < struct.length) {
        splits += 1
        effort.spend(splitCost(structs.length + splits))
      }
      if (path.sub === null) textChange(path, from - to)
    }
  }

  function deletePlaced(placed: readonly PlacedStruct[], clock: number, end: number): void {
    for (let at = clock; at < end;) {
      const entry = placedAt(placed, at)
      if (!entry) throw malformed()
      const to = Math.min(end, entry.struct.clock + entry.struct.length)
      entry.deleted += to - at
      if (entry.path?.sub === null && entry.struct.content === Content.string) textChange(entry.path, at - to)
      at = to
    }
  }
}

/** So many deleted structs in a row cost as much as one step along a list. Measured. */
const passedInStep = 16

function lastClock(placed: readonly PlacedStruct[]): number {
  const last = placed[placed.length - 1]
  return last ? last.struct.clock + last.struct.length : 0
}
