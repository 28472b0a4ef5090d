import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'

export interface ReplayStateRow {
  /** Number of the last log row that is in the replay. */
  readonly through: number
  /** Counts how often the replay was cleared or repaired. */
  readonly epoch: number
  /** State of the recorder, as JSON. */
  readonly recorder: string
  /** Log rows up to this one must not be recorded again. */
  readonly since: number
}

/** A stretch of a replay. Times are those of its first and last step, in milliseconds since 1970. */
export interface NewReplayPage {
  readonly first: number
  readonly last: number
  /** Steps are at least this far apart, in milliseconds. */
  readonly grain: number
  readonly data: Uint8Array
}

export interface ReplayPageRow extends NewReplayPage {
  readonly id: number
  /** Its checksum is right. */
  readonly isIntact: boolean
}

export type ReplayPageFacts = Omit<NewReplayPage, 'data'> & { readonly id: number; readonly bytes: number }

/** Rows of replays, as the archive reads and writes them. */
export interface ReplayRows {
  readonly stateOf: (board: string) => Promise<ReplayStateRow | undefined>
  readonly putState: (board: string, state: ReplayStateRow) => Promise<void>
  /** Number of the board's last row, folded or not. */
  readonly lastRow: (board: string) => Promise<number>
  /** Number of the last timed row from before `at`; 0 for none. */
  readonly lastRowBefore: (board: string, at: number) => Promise<number>

  /** Oldest first. */
  readonly pagesOf: (board: string) => Promise<readonly ReplayPageFacts[]>
  /** The same with their bytes. */
  readonly wholePagesOf: (board: string) => Promise<readonly ReplayPageRow[]>
  /** The newest, of all or of those before another one. */
  readonly newestPage: (board: string, before?: number) => Promise<ReplayPageRow | undefined>
  readonly readPage: (board: string, id: number) => Promise<ReplayPageRow | undefined>
  readonly addPage: (board: string, page: NewReplayPage) => Promise<void>
  readonly changePage: (board: string, id: number, page: NewReplayPage) => Promise<void>
  readonly dropPage: (board: string, id: number) => Promise<void>
  readonly dropPages: (board: string) => Promise<void>
  /** Boards with pages or gaps. */
  readonly boards: () => Promise<readonly string[]>
  /** Times of a board's first and last step; undefined without pages. */
  readonly span: (board: string) => Promise<{ readonly first: number; readonly last: number } | undefined>
  /** Checkpoints from `at` on, oldest first. */
  readonly momentsSince: (board: string, at: number) => Promise<StoredReplay['moments']>

  /** Keeps a copy of a lost page, and the gap that it leaves: from its first step until `until`. */
  readonly keepLost: (
    board: string,
    page: ReplayPageRow,
    until: number | null,
    found: number,
  ) => Promise<void>
  readonly gapsOf: (board: string) => Promise<StoredReplay['gaps']>
  /** A gap lasts until the next recorded step. */
  readonly hasOpenGap: (board: string) => Promise<boolean>
  readonly closeGaps: (board: string, at: number) => Promise<void>
  readonly hasGapAt: (board: string, at: number) => Promise<boolean>
  /** Deletes all gaps and copies of lost pages. */
  readonly forgetGaps: (board: string) => Promise<void>
  /** Deletes copies of pages that began before, and gaps that ended before. */
  readonly forgetGapsBefore: (board: string, before: number) => Promise<void>
}

/** Replays: the past of boards, as people saw it. */
export interface ReplayStore {
  /**
   * The replay of a board, brought up to date first. That of a very large board is updated every second or so. No
   * pages when nothing is recorded.
   */
  readonly replayOf: (board: string) => Promise<StoredReplay>
  /**
   * Steps (shared/board/replay.ts) as a JSON array in gzip. Undefined for a page that has gone or turns out to be
   * damaged. A damaged page is set aside. `replayOf` then returns the rest, recorded again as far as the log reaches.
   */
  readonly readReplay: (board: string, page: number) => Promise<Uint8Array | undefined>
  /** Destroys the replay. Recording goes on with later changes. */
  readonly clearReplay: (board: string) => Promise<void>
  /** Destroys the steps of all boards from before. Returns the boards that lost steps. */
  readonly sweepReplays: (before: number) => Promise<readonly string[]>
}

export interface StoredReplay {
  /** Oldest first. Times are those of the first and last step, in milliseconds since 1970. */
  readonly pages: readonly { readonly id: number; readonly from: number; readonly until: number }[]
  /** Checkpoints within its time. */
  readonly moments: readonly { readonly at: number; readonly reason: CheckpointReason }[]
  /** Times without steps, because of damage on disk. `until` is null while nothing is recorded again. */
  readonly gaps: readonly { readonly from: number; readonly until: number | null }[]
}
