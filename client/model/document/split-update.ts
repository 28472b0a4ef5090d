import * as Y from 'yjs'
import { deletionParts } from '#shared/board/update-parts.ts'
import { byClient, encodeStruct, inWritingOrder, UpdateWriter } from '#shared/board/yjs-internals.ts'
import { structLimit } from '#shared/wire/message.ts'

/** The least that a struct takes. */
const minStructBytes = 2

/**
 * Cuts a large update into parts of about `maxBytes`, with no more structs than the server takes at once. Each part
 * builds on earlier ones alone. A frame has a limit, and some updates exceed it: undoing the deletion of ten thousand
 * notes, or a day's work offline. A part is written when it is asked for: all parts of such an update take 200 ms.
 */
export function* splitUpdate(
  update: Uint8Array,
  maxBytes: number,
  maxStructs: number = structLimit,
): Generator<Uint8Array> {
  const isSmall = update.byteLength <= maxBytes
  if (isSmall && update.byteLength <= minStructBytes * maxStructs) return yield update
  const { structs, ds } = Y.decodeUpdate(update)
  if (isSmall && structs.length <= maxStructs) return yield update
  let part = new UpdateWriter()
  for (const struct of inWritingOrder(byClient(structs))) {
    const bytes = encodeStruct(struct)
    const isFull = part.structCount === maxStructs || part.bytes + bytes.byteLength > maxBytes
    if (isFull && part.structCount > 0) {
      yield part.toUint8Array()
      part = new UpdateWriter()
    }
    part.add(struct, 0, bytes)
  }
  if (part.structCount > 0) yield part.toUint8Array()
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len: length }) => ({ client, clock, length })),
  )
  for (const told of deletionParts(deletions, maxBytes)) yield told.toUint8Array()
}
