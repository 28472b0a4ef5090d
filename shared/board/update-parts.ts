import type * as Y from 'yjs'
import {
  inWritingOrder,
  saysItIsDeleted,
  structsOf,
  unwrittenOf,
  UpdateWriter,
  type ToWrite,
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

/** Structs, and then deletions, as updates. There is at least one. `deletions` may grow while the structs are taken. */
export function* inParts(
  structs: Iterable<ToWrite>,
  deletions: readonly Deletion[],
  limits: PartLimits,
): Generator<Uint8Array, void> {
  let part = new UpdateWriter()
  let isFirst = true
  for (const { struct, offset } of structs) {
    part.add(struct, offset)
    if (!isFull(part, limits)) continue
    yield part.toUint8Array()
    part = new UpdateWriter()
    isFirst = false
  }
  for (const { client, clock, length } of deletions) {
    part.addDeletion(client, clock, length)
    if (!isFull(part, limits)) continue
    yield part.toUint8Array()
    part = new UpdateWriter()
    isFirst = false
  }
  if (isFirst || part.bytes > 0) yield part.toUint8Array()
}

function isFull({ bytes, structCount }: UpdateWriter, limits: PartLimits): boolean {
  return bytes >= limits.bytes || structCount >= limits.structs
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
export function missingParts(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
  limits: PartLimits,
): Generator<Uint8Array, void> {
  // The reader may know the structs and not their deletion.
  const deletions: Deletion[] = []
  for (const [client, from] of known) {
    for (const { id, length, deleted } of structsOf(doc, client)) {
      if (id.clock >= from) break
      if (deleted) deletions.push({ client, clock: id.clock, length: Math.min(length, from - id.clock) })
    }
  }
  return inParts(structsAndDeletions(doc, known, deletions), deletions, limits)
}

/** Adds the deletions that the structs do not tell themselves. */
function* structsAndDeletions(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
  deletions: Deletion[],
): Generator<ToWrite> {
  for (const next of inWritingOrder(unwrittenOf(doc, known), doc.clientID)) {
    const { id, length, deleted } = next.struct
    if (deleted && !saysItIsDeleted(next.struct))
      deletions.push({ client: id.client, clock: id.clock, length })
    yield next
  }
}
