import type * as Y from 'yjs'
import { inWritingOrder, unwrittenOf, UpdateWriter } from '#shared/board/yjs-internals.ts'
import { sliceBytes } from '../basics/update-pack.ts'

/**
 * A document, without its deleted content, as updates that each build on earlier ones alone. A reader applies one after
 * the other and lets other work run in between. Updates that wait for a missing one are left out.
 */
export function slicesOf(doc: Y.Doc, maxBytes = sliceBytes): readonly Uint8Array[] {
  const slices: Uint8Array[] = []
  let slice = new UpdateWriter()
  for (const { struct } of inWritingOrder(unwrittenOf(doc))) {
    slice.add(struct)
    if (struct.deleted) slice.addDeletion(struct.id.client, struct.id.clock, struct.length)
    if (slice.bytes < maxBytes) continue
    slices.push(slice.toUint8Array())
    slice = new UpdateWriter()
  }
  if (slice.structCount > 0 || slices.length === 0) slices.push(slice.toUint8Array())
  return slices
}
