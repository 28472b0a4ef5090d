import type * as Y from 'yjs'
import {
  inWritingOrder,
  rangeBytes,
  saysItIsDeleted,
  structsOf,
  unwrittenOf,
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

/** All missing parts at once. */
export function missingUpdates(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
  limits: PartLimits,
): readonly Uint8Array[] {
  return [...missingParts(doc, known, limits)]
}

/**
 * The updates that somebody with this state vector lacks. Each builds on earlier ones alone, so that each can be
 * applied by itself. Structs of the document's own client come first. There is at least one.
 *
 * The document may change between two parts. A reader of all parts has what the document had at the beginning, and
 * some of the later changes: it must be sent these as well.
 */
export function* missingParts(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
  limits: PartLimits,
): Generator<Uint8Array, void> {
  const untold: Deletion[] = []
  let part = new UpdateWriter()
  let isFirst = true
  for (const { struct, offset } of inWritingOrder(unwrittenOf(doc, known), doc.clientID)) {
    part.add(struct, offset)
    if (struct.deleted && !saysItIsDeleted(struct)) untold.push(deletionOf(struct))
    if (part.bytes < limits.bytes && part.structCount < limits.structs) continue
    yield part.toUint8Array()
    part = new UpdateWriter()
    isFirst = false
  }
  for (const { client, clock, length } of [...knownDeletions(doc, known), ...untold]) {
    part.addDeletion(client, clock, length)
    if (part.bytes < limits.bytes) continue
    yield part.toUint8Array()
    part = new UpdateWriter()
    isFirst = false
  }
  if (isFirst || part.bytes > 0) yield part.toUint8Array()
}

/** Deletions of structs that the reader has. It may know their deletion, too. */
function knownDeletions(doc: Y.Doc, known: ReadonlyMap<number, number>): readonly Deletion[] {
  const deletions: Deletion[] = []
  for (const [client, from] of known) {
    /** The first clock of the deleted ones that were passed last. */
    let start: number | undefined
    let clock = 0
    for (const struct of structsOf(doc, client)) {
      clock = struct.id.clock
      if (clock >= from) break
      if (struct.deleted) start ??= clock
      else if (start !== undefined) {
        deletions.push({ client, clock: start, length: clock - start })
        start = undefined
      }
      clock += struct.length
    }
    if (start !== undefined) deletions.push({ client, clock: start, length: Math.min(clock, from) - start })
  }
  return deletions
}

function deletionOf({ id: { client, clock }, length }: StoredStruct): Deletion {
  return { client, clock, length }
}
