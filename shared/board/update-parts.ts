import type * as Y from 'yjs'
import {
  allStructsOf,
  indexOfClock,
  inWritingOrder,
  saysItIsDeleted,
  UpdateWriter,
  type StoredStruct,
} from './yjs-internals.ts'

/** A range of clocks of one client that was deleted. */
export interface Deletion {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** The limit of one part of an update. A part exceeds it by one struct at most. */
export interface PartLimits {
  readonly bytes: number
  readonly structs: number
}

/** Two numbers of at most 8 bytes each. */
const rangeBytes = 16

/** The deleted structs are in earlier parts or known to the reader, so the order of deletions does not matter. */
export function deletionParts(deletions: readonly Deletion[], maxBytes: number): readonly UpdateWriter[] {
  const maxRanges = Math.max(1, Math.floor(maxBytes / rangeBytes))
  const parts: UpdateWriter[] = []
  for (let first = 0; first < deletions.length; first += maxRanges) {
    const part = new UpdateWriter()
    for (const { client, clock, length } of deletions.slice(first, first + maxRanges))
      part.addDeletion(client, clock, length)
    parts.push(part)
  }
  return parts
}

/**
 * The updates that somebody with this state vector lacks. Each builds on earlier ones alone, so that each can be
 * applied by itself. What the document's own client wrote comes first. At least one.
 */
export function missingUpdates(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
  limits: PartLimits,
): readonly Uint8Array[] {
  const parts: UpdateWriter[] = []
  for (const struct of inWritingOrder(missingStructs(doc, known), doc.clientID)) {
    let part = parts.at(-1)
    if (!part || part.bytes >= limits.bytes || part.structCount >= limits.structs)
      parts.push((part = new UpdateWriter()))
    const { client, clock } = struct.id
    part.add(struct, Math.max(0, (known.get(client) ?? 0) - clock))
  }
  parts.push(...deletionParts(untoldDeletions(doc, known), limits.bytes))
  if (parts.length === 0) parts.push(new UpdateWriter())
  return parts.map((part) => part.toUint8Array())
}

function missingStructs(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly StoredStruct[]> {
  const missing = new Map<number, readonly StoredStruct[]>()
  for (const [client, structs] of allStructsOf(doc)) {
    const from = known.get(client) ?? 0
    const last = structs.at(-1)
    if (!last || last.id.clock + last.length <= from) continue
    missing.set(client, from === 0 ? structs : structs.slice(indexOfClock(structs, from)))
  }
  return missing
}

/** Deletions that the missing structs do not tell. The reader may know the structs and not their deletion. */
function untoldDeletions(doc: Y.Doc, known: ReadonlyMap<number, number>): readonly Deletion[] {
  const deletions: Deletion[] = []
  for (const [client, structs] of allStructsOf(doc)) {
    const from = known.get(client) ?? 0
    for (const struct of structs) {
      const { clock } = struct.id
      if (!struct.deleted || (clock >= from && saysItIsDeleted(struct))) continue
      deletions.push({ client, clock, length: struct.length })
    }
  }
  return deletions
}
