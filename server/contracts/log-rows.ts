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
