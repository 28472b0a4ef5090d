import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { ReplayRows, StoredReplay } from './replays.ts'

/** A snapshot or an update of a board's log. */
export interface TimedPart {
  readonly seq: number
  /** Time of its commit, in milliseconds since 1970. 0: unknown, or not to be recorded. */
  readonly at: number
  readonly data: Uint8Array
}

export interface LogParts {
  /** The updates that make the board, oldest first. */
  readonly parts: readonly TimedPart[]
  /** Number of the last row among them. */
  readonly through: number
  /** A new snapshot would change nothing. */
  readonly isFolded: boolean
}

/** Rows of boards' logs, as the archive reads and replaces them. */
export interface LogRows {
  /** A board whose log has grown long enough to fold. Each board is returned once for each time that this happens. */
  readonly nextToFold: () => Promise<string | undefined>
  /** Rejects when a row is damaged. */
  readonly parts: (board: string) => Promise<LogParts>
  /**
   * The same, from the row after `through` on or earlier. Rows that were folded since are returned one by one, as far
   * as the log still has them.
   */
  readonly partsSince: (board: string, through: number) => Promise<readonly TimedPart[]>
  /** The updates that made the board when `through` was its last row. Rejects when a row is damaged or repaired. */
  readonly partsUpTo: (board: string, through: number) => Promise<readonly Uint8Array[]>
  /** Replaces rows by a snapshot made from them. Must be called inside a transaction. */
  readonly putSnapshot: (board: string, through: number, snapshot: Uint8Array) => Promise<void>
  /** Deletes all snapshots but the last two. */
  readonly dropSnapshots: (board: string) => Promise<void>
  /** Deletes the rows before the last snapshot but one. The later ones can replace a damaged last snapshot. */
  readonly dropRows: (board: string) => Promise<void>
}

/** The last state of a board that can be rebuilt from its intact rows. */
export interface GoodState {
  readonly updates: readonly Uint8Array[]
  /** Every given update is in it. */
  readonly isWhole: boolean
}

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

/** Checkpoints: states of a board that people can return to. */
export interface CheckpointStore {
  /**
   * Keeps the board as its log is at this moment. Earlier requests to the store are in it, later ones are not. It is
   * durable when the promise settles; its content is built in the background afterwards. False, and nothing kept, when
   * the last checkpoint of the same board and reason is less than `apartMs` old. Of each sort (on demand, automatic)
   * only the newest `kept` stay.
   */
  readonly keepCheckpoint: (checkpoint: NewCheckpoint) => Promise<boolean>
  /** Newest first. Checkpoints of a board that turned out to be damaged are left out. */
  readonly checkpointsOf: (board: string) => Promise<readonly CheckpointRow[]>
  readonly readCheckpoint: (board: string, id: string) => Promise<StoredCheckpoint | undefined>
}

export interface NewCheckpoint {
  readonly id: string
  readonly board: string
  readonly reason: CheckpointReason
  /** Milliseconds since 1970. */
  readonly at: number
  readonly apartMs: number
  readonly kept: number
}

export interface CheckpointRow {
  readonly id: string
  readonly reason: CheckpointReason
  readonly at: number
  readonly notes: number
  readonly clusters: number
}

export interface StoredCheckpoint extends CheckpointRow {
  /** A board file (server/board-file/board-file.ts), in gzip. */
  readonly file: Uint8Array
  /** `Beside` of server/archive/checkpoint-content.ts as JSON in gzip: authors and more. Never leaves the server. */
  readonly authors: Uint8Array
}
