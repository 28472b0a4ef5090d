import * as Y from 'yjs'
import { deletionParts } from '#shared/board/update-parts.ts'
import { byClient, bytesOfStruct, inWritingOrder, UpdateWriter } from '#shared/board/yjs-internals.ts'
import { structLimit } from '#shared/wire/message.ts'

/** The least that a struct takes. */
const minStructBytes = 2

/**
 * Cuts a large update into parts of about `maxBytes`, with no more structs than the server takes at once. Each part
 * builds on earlier ones alone. A frame has a limit, and some updates exceed it: undoing the deletion of ten thousand
 * notes, or a day's work offline.
 */
export function splitUpdate(
  update: Uint8Array,
  maxBytes: number,
  maxStructs: number = structLimit,
): readonly Uint8Array[] {
  const isSmall = update.byteLength <= maxBytes
  if (isSmall && update.byteLength <= minStructBytes * maxStructs) return [update]
  const { structs, ds } = Y.decodeUpdate(update)
  if (isSmall && structs.length <= maxStructs) return [update]
  const parts: UpdateWriter[] = []
  for (const struct of inWritingOrder(byClient(structs))) {
    let part = parts.at(-1)
    const isFull = !part || part.structCount === maxStructs || part.bytes + bytesOfStruct(struct) > maxBytes
    if (!part || isFull) parts.push((part = new UpdateWriter()))
    part.add(struct)
  }
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len: length }) => ({ client, clock, length })),
  )
  return [...parts, ...deletionParts(deletions, maxBytes)].map((part) => part.toUint8Array())
}
