import type { Archive, ArchiveRows, ReplaySettings } from '../contracts/archive.ts'
import { Folding } from './folding.ts'
import { Replays } from './replays.ts'

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
