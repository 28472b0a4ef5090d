import type { GoodState, LogRows } from './log-rows.ts'
import type { ReplayRows } from './replay-rows.ts'
import type { StoredReplay } from './replays.ts'

/** Part of `ReplayStore` that the archive answers in the store's thread, in the turn of its request. */
export interface ReplayOperations {
  /** Begins to bring the replay up to date; `isReplaying` until that is done. */
  readonly wantReplay: (board: string) => Promise<void>
  readonly isReplaying: (board: string) => Promise<boolean>
  readonly replayOf: (board: string) => Promise<StoredReplay>
  readonly readReplay: (board: string, page: number) => Promise<Uint8Array | undefined>
  readonly clearReplay: (board: string) => Promise<void>
  readonly boardsOfReplays: () => Promise<readonly string[]>
  /** True when the board lost steps. */
  readonly sweepReplays: (board: string, before: number) => Promise<boolean>
}

/** Snapshots, checkpoints and replays, made from the store's rows. */
export interface Archive extends ReplayOperations {
  /** Starts the next piece of work, unless one is under way. Never rejects. */
  readonly next: () => Promise<void>
  readonly close: () => void
}

export interface RowProblem {
  readonly message: string
  /** A page of the database is damaged. Requests that do not need it can go on. */
  readonly isDamage: boolean
  /** The same request may succeed a moment later. */
  readonly mayPass: boolean
}

/** The store as the archive sees it, in one thread with it. Everything but `inTurn` is called in a turn. */
export interface ArchiveRows {
  readonly log: LogRows
  readonly checkpoints: CheckpointRows
  readonly replays: ReplayRows
  /** Waits until nobody else reads or writes, and keeps it so until `work` settles. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>
  /** Runs `write` in its own transaction: all of it is durable afterwards, or nothing changed and it rejects. */
  readonly inTransaction: (write: () => Promise<void>) => Promise<void>
  /** Runs `write` as a whole or not at all, inside the caller's transaction or without one. */
  readonly inOnePiece: (write: () => Promise<void>) => Promise<void>
  readonly problemOf: (error: unknown) => RowProblem
  /** Called when a checkpoint or a replay is done or given up. */
  readonly settled: () => void
  readonly warn: (problem: string) => void
}

export interface ReplaySettings {
  /** False: nothing is recorded any more. */
  readonly isRecorded: boolean
  /** Pages of a board are thinned down to this. */
  readonly maxBytes: number
}

/** The archive's functions that the store's thread calls. */
export interface ArchiveFunctions {
  readonly openArchive: (rows: ArchiveRows, settings: ReplaySettings) => Archive
  readonly lastGoodState: (updates: readonly Uint8Array[]) => GoodState
}

/** A checkpoint that is still only a place in its board's log. */
export interface PendingCheckpoint {
  readonly id: string
  readonly board: string
  /** Number of the last row that belongs to it. */
  readonly through: number
}

export interface PackedCheckpoint {
  readonly notes: number
  readonly clusters: number
  /** As in `StoredCheckpoint`. */
  readonly file: Uint8Array
  readonly authors: Uint8Array
  readonly photos: readonly string[]
}

/** Rows of checkpoints, as the archive fills them. */
export interface CheckpointRows {
  /** The next checkpoint to build: of each board the oldest, and boards take turns. */
  readonly next: () => Promise<PendingCheckpoint | undefined>
  readonly fill: (id: string, content: PackedCheckpoint) => Promise<void>
  /** Leaves a checkpoint that cannot be built until the next start. The disk may be a better one then. */
  readonly giveUp: (id: string) => void
}
