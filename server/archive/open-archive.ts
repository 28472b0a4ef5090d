import * as Y from 'yjs'
import { dropIncomplete, isComplete } from '#shared/board/yjs-internals.ts'
import type { Archive, ArchiveRows, ReplaySettings, GoodState } from '../contracts/archive.ts'
import { Folding } from './folding.ts'
import { Replays } from './replays.ts'
import { slicesOf } from './slices.ts'

/** Opens the archive in the store's thread. */
export function openArchive(rows: ArchiveRows, settings: ReplaySettings): Archive {
  const replays = new Replays(rows, settings)
  const folding = new Folding(rows, replays)
  return {
    wantReplay: (board) => replays.want(board),
    isReplaying: async (board) => replays.isBusy(board),
    replayOf: (board) => replays.read(board),
    readReplay: (board, page) => replays.readPage(board, page),
    clearReplay: (board) => replays.clear(board),
    boardsOfReplays: () => replays.boards(),
    sweepReplays: (board, before) => replays.sweep(board, before),
    next: () => folding.next(),
    close: () => folding.close(),
  }
}

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
