/** Board documents, as logs of Yjs updates. */
export interface DocumentStore {
  /** Appends one durable batch, in order. `owners` binds new Yjs client ids to participants permanently. */
  readonly append: (
    board: string,
    updates: readonly Uint8Array[],
    owners: readonly ClientOwner[],
  ) => Promise<void>
  /** Size of the next `load`. 0 when damage hides it, undefined when there is no such board. */
  readonly storedBytes: (board: string) => Promise<number | undefined>
  /** Loads a board. Damaged rows are set aside, as far as they can be read, and the rest is loaded. */
  readonly load: (board: string) => Promise<StoredBoard | undefined>
}

export interface ClientOwner {
  readonly client: number
  readonly participant: string
}

export interface StoredBoard {
  /** Yjs updates to apply in order. Those of the last snapshot, if any, come first. */
  readonly updates: readonly Uint8Array[]
  readonly owners: readonly ClientOwner[]
  /**
   * The Yjs client id for the server's own writes, when the usual one is unsafe. That is so when the log once lost its
   * end, by a restored backup or damaged rows: clocks given out after that point must not be given out again.
   */
  readonly serverClient?: number
  /**
   * Time when damaged rows were last set aside, in milliseconds since 1970. The board is then at its last good state
   * and may lack later changes.
   */
  readonly repairedAt?: number
}
