import * as Y from 'yjs'
import { byClient, bytesOfStruct, inWritingOrder, UpdateWriter } from '#shared/board/yjs-internals.ts'
import { structLimit } from '#shared/wire/message.ts'

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']['clients']

/** Two numbers of at most 8 bytes each. */
const rangeBytes = 16

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
  return [...parts, ...splitDeletions(ds.clients, maxBytes)].map((part) => part.toUint8Array())
}

/** The deleted structs are in earlier parts or known to the reader, so the order of deletions does not matter. */
function splitDeletions(deletions: Deletions, maxBytes: number): readonly UpdateWriter[] {
  const maxRanges = Math.max(1, Math.floor(maxBytes / rangeBytes))
  const ranges = [...deletions].flatMap(([client, own]) =>
    own.map(({ clock, len }) => ({ client, clock, len })),
  )
  const parts: UpdateWriter[] = []
  for (let first = 0; first < ranges.length; first += maxRanges) {
    const part = new UpdateWriter()
    for (const { client, clock, len } of ranges.slice(first, first + maxRanges))
      part.addDeletion(client, clock, len)
    parts.push(part)
  }
  return parts
}
