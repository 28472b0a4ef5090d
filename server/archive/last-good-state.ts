import * as Y from 'yjs'
import { dropIncomplete, isComplete } from '#shared/board/yjs-internals.ts'
import type { GoodState } from '../contracts/log-rows.ts'
import { slicesOf } from './slices.ts'

/** Rebuilds a board from the intact rows of a damaged log. Updates that build on a lost one are left out. */
export function lastGoodState(updates: readonly Uint8Array[]): GoodState {
  const doc = new Y.Doc()
  let isWhole = true
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update)
    } catch {
      // These bytes were wrong before they got their checksum: they count as damaged.
      isWhole = false
    }
  }
  if (!isComplete(doc)) isWhole = false
  // Otherwise the snapshot would contain them, and they would wait in it without end.
  dropIncomplete(doc)
  const slices = slicesOf(doc)
  doc.destroy()
  return { updates: slices, isWhole }
}
