/** A moment at which an activity acts on a board, also when the board is not in memory and nobody is there. */
export interface Deadline {
  readonly board: string
  readonly activity: string
  /** Names it within the activity: the id of a poll. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Deadlines are written and deleted with the things they belong to, in the same transaction. */
export interface DeadlineStore {
  /** All deadlines of all boards, earliest first. */
  readonly deadlines: () => Promise<readonly Deadline[]>
}
