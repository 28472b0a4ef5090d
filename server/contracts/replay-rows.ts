import type { StoredReplay } from './replays.ts'

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
