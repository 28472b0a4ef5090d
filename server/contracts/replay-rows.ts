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
  readonly stateOf: (board: string) => ReplayStateRow | undefined
  readonly putState: (board: string, state: ReplayStateRow) => void
  /** Number of the board's last row, folded or not. */
  readonly lastRow: (board: string) => number
  /** Number of the last timed row from before `at`; 0 for none. */
  readonly lastRowBefore: (board: string, at: number) => number

  /** Oldest first. */
  readonly pagesOf: (board: string) => readonly ReplayPageFacts[]
  /** The same with their bytes. */
  readonly wholePagesOf: (board: string) => readonly ReplayPageRow[]
  readonly newestPage: (board: string) => ReplayPageRow | undefined
  /** Newest first. Reads one page at a time. */
  readonly pagesBackwards: (board: string) => Iterable<ReplayPageRow>
  readonly readPage: (board: string, id: number) => ReplayPageRow | undefined
  readonly addPage: (board: string, page: NewReplayPage) => void
  readonly changePage: (board: string, id: number, page: NewReplayPage) => void
  readonly dropPage: (board: string, id: number) => void
  readonly dropPages: (board: string) => void
  /** Boards with pages or gaps. */
  readonly boards: () => readonly string[]
  /** Times of a board's first and last step; undefined without pages. */
  readonly span: (board: string) => { readonly first: number; readonly last: number } | undefined
  /** Checkpoints from `at` on, oldest first. */
  readonly momentsSince: (board: string, at: number) => StoredReplay['moments']

  /** Keeps a copy of a lost page, and the gap that it leaves: from its first step until `until`. */
  readonly keepLost: (board: string, page: ReplayPageRow, until: number | null, found: number) => void
  readonly gapsOf: (board: string) => StoredReplay['gaps']
  /** A gap lasts until the next recorded step. */
  readonly hasOpenGap: (board: string) => boolean
  readonly closeGaps: (board: string, at: number) => void
  readonly hasGapAt: (board: string, at: number) => boolean
  /** Deletes all gaps and copies of lost pages. */
  readonly forgetGaps: (board: string) => void
  /** Deletes copies of pages that began before, and gaps that ended before. */
  readonly forgetGapsBefore: (board: string, before: number) => void
}
