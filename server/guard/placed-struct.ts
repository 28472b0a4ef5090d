import type * as Y from 'yjs'
import type { StoredStruct } from '#shared/board/yjs-internals.ts'
import { Content, type Id, type Struct } from './parse-update.ts'
import type { SchemaPath } from './schema-path.ts'

/** A struct of the update that is new to the document, with its future place. */
export interface PlacedStruct {
  readonly struct: Struct
  /** First new clock. It is later than the struct's own when the document has the struct's beginning. */
  readonly clock: number
  /** Null when its list is gone: Yjs then keeps the struct as garbage, with any content. */
  readonly path: SchemaPath | null
  /** Its left neighbour at the time of writing, if that is in this update. */
  readonly before: PlacedStruct | null
  /** The document's item where the chain of left neighbours begins. Null: the beginning of the list. */
  readonly base: { readonly item: Y.Item; readonly clock: number } | null
  readonly baseId: Id | null
  /** Structs of this update written directly after it. */
  followers: number
  /** Length of it that this update deletes again. */
  deleted: number
}

export type Neighbour = StoredStruct | PlacedStruct

/** The neighbours of a struct when it was written. Null at an end of the list. */
export interface Gap {
  readonly path: SchemaPath
  readonly left: Neighbour | null
  readonly leftId: Id | null
  readonly right: Neighbour | null
  readonly rightId: Id | null
}

export function isPlaced(neighbour: Neighbour): neighbour is PlacedStruct {
  return 'struct' in neighbour
}

/** The struct with this clock. Undefined when none has it. */
export function placedAt(placed: readonly PlacedStruct[], clock: number): PlacedStruct | undefined {
  let low = 0
  let high = placed.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((placed[middle]?.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  const found = placed[low]
  if (!found || clock < found.clock || clock >= found.struct.clock + found.struct.length) return undefined
  return found
}

/** True when the update itself deletes the struct. */
export function isDead(placed: PlacedStruct): boolean {
  return placed.struct.content === Content.deleted || placed.deleted > 0
}
