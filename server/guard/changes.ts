import * as Y from 'yjs'
import { isDrawnAreaId } from '#shared/board/id.ts'
import { Shape, type PeopleRoot } from '#shared/board/schema.ts'
import {
  indexOfClock,
  itemAt,
  lengthOf,
  nextClockOf,
  structsOf,
  type StoredStruct,
} from '#shared/board/yjs-internals.ts'
import { Content, type ParsedUpdate } from './parse-update.ts'
import { placedAt, type PlacedStruct } from './placed-struct.ts'
import { malformed, unknownPlace, splitCost, type Effort } from './refused.ts'
import type { ResolvedUpdate } from './resolve-update.ts'
import { isStored, pathOfItem, type Parent, type Roots, type SchemaPath } from './schema-path.ts'

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
  const finder = new ChangeFinder(roots, effort, resolved.placed.length === 0)
  for (const placed of resolved.placed) {
    if (placed.path !== null) finder.addChange(placed.path, placed)
  }
  for (const { client, ranges } of update.deletes) {
    const structs = structsOf(doc, client)
    const state = nextClockOf(doc, client)
    const placed = resolved.placedOf(client)
    const end = Math.max(state, lastClock(placed))
    for (const range of ranges) {
      // Yjs would keep this delete and apply it to later structs.
      if (range.end > end) throw malformed()
      if (range.clock < state) finder.deleteStored(structs, range.clock, Math.min(range.end, state))
      if (range.end > state) finder.deletePlaced(placed, Math.max(range.clock, state), range.end)
    }
  }
  return finder.changes()
}

interface TextChange {
  readonly path: SchemaPath
  /** Letters more than before. */
  growth: number
  isGrowing: boolean
}

class ChangeFinder {
  readonly #roots: Roots
  readonly #effort: Effort
  readonly #keys = new Map<string, KeyChange>()
  readonly #inside = new Map<PeopleRoot, Set<string>>()
  readonly #texts = new Map<Parent, TextChange>()
  #isEmpty: boolean
  #splits = 0
  #passed = 0

  constructor(roots: Roots, effort: Effort, isEmpty: boolean) {
    this.#roots = roots
    this.#effort = effort
    this.#isEmpty = isEmpty
  }

  changes(): Changes {
    const lengths = new Map<SchemaPath, number>()
    for (const { path, growth, isGrowing } of this.#texts.values()) {
      if (isGrowing) lengths.set(path, (isStored(path.parent) ? lengthOf(path.parent) : 0) + growth)
    }
    return { isEmpty: this.#isEmpty, keys: [...this.#keys.values()], inside: this.#inside, lengths }
  }

  /** The update writes (`placed`) or deletes at this path. */
  addChange(path: SchemaPath, placed: PlacedStruct | null): void {
    const { root, isEntry } = path.slot
    if (!root) throw unknownPlace()
    // The areas of steps are the server's.
    if (root.shape === Shape.area && !isDrawnAreaId(path.id)) throw unknownPlace(root.name)
    if (isEntry) {
      const change = this.#keyChange(path, root)
      if (placed) change.placed.push(placed)
      else change.isCurrentDeleted = true
      return
    }
    const ids = this.#inside.get(root)
    if (ids) ids.add(path.id)
    else this.#inside.set(root, new Set([path.id]))
    if (placed?.struct.content === Content.string) {
      const length = placed.struct.clock + placed.struct.length - placed.clock
      this.#textChange(path, length).isGrowing = true
    }
  }

  deleteStored(structs: readonly StoredStruct[], clock: number, end: number): void {
    for (let index = indexOfClock(structs, clock); index < structs.length; index += 1) {
      const struct = structs[index]
      if (!struct || struct.id.clock >= end) return
      this.#passed += 1
      if (this.#passed % passedInStep === 0) this.#effort.spend(1)
      if (struct.deleted || !(struct instanceof Y.Item)) continue
      this.#isEmpty = false
      const path = pathOfItem(this.#roots, struct)
      this.addChange(path, null)
      const from = Math.max(clock, struct.id.clock)
      const to = Math.min(end, struct.id.clock + struct.length)
      if (to - from < struct.length) {
        this.#splits += 1
        this.#effort.spend(splitCost(structs.length + this.#splits))
      }
      if (path.sub === null) this.#textChange(path, from - to)
    }
  }

  deletePlaced(placed: readonly PlacedStruct[], clock: number, end: number): void {
    for (let at = clock; at < end;) {
      const entry = placedAt(placed, at)
      if (!entry) throw malformed()
      const to = Math.min(end, entry.struct.clock + entry.struct.length)
      entry.deleted += to - at
      if (entry.path?.sub === null && entry.struct.content === Content.string)
        this.#textChange(entry.path, at - to)
      at = to
    }
  }

  #keyChange(path: SchemaPath, root: PeopleRoot): KeyChange {
    const name = `${root.name} ${path.id}`
    let change = this.#keys.get(name)
    if (!change) {
      const current = isStored(path.parent) ? itemAt(path.parent, path.id) : undefined
      change = { path, root, current, placed: [], isCurrentDeleted: false }
      this.#keys.set(name, change)
    }
    return change
  }

  #textChange(path: SchemaPath, letters: number): TextChange {
    const known = this.#texts.get(path.parent)
    if (known) {
      known.growth += letters
      return known
    }
    const change = { path, growth: letters, isGrowing: false }
    this.#texts.set(path.parent, change)
    return change
  }
}

/** So many deleted structs in a row cost as much as one step along a list. Measured. */
const passedInStep = 16

function lastClock(placed: readonly PlacedStruct[]): number {
  const last = placed[placed.length - 1]
  return last ? last.struct.clock + last.struct.length : 0
}
