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
  readonly next: () => PendingCheckpoint | undefined
  readonly fill: (id: string, content: PackedCheckpoint) => void
  /** Leaves a checkpoint that cannot be built until the next start. The disk may be a better one then. */
  readonly giveUp: (id: string) => void
}
