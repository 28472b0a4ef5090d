/** The servers that share a database. */
export interface NodeStore {
  /**
   * The address of the server that has a board now; null: this one, also when there is no such board. A board that no
   * server has is this one's from now on.
   */
  readonly ownerOf: (board: string) => Promise<string | null>
  /** The addresses of the others. */
  readonly otherServers: () => Promise<readonly string[]>
  /** The board of a purpose page. */
  readonly boardOfPage: (page: string) => Promise<string | undefined>
}

/** What a server among several learns at each renewal of its lease. */
export interface NodeNews {
  /** Its lease has ended: every board in memory may be another server's. */
  readonly isLost: boolean
  /** Boards that it has. */
  readonly boards: number
  /** Boards that it has taken from a server that was gone. */
  readonly takeovers: number
  /** How often it found out by an append that somebody else had the board or had changed its log. */
  readonly fenced: number
  /** Milliseconds by which the database's clock is ahead of this machine's. */
  readonly clockMs: number
}
