/** Reason for a checkpoint. All but the first are automatic. */
export const CheckpointReason = {
  /** A facilitator asked for it. */
  demand: 'demand',
  /** Before a round of votes opened. */
  round: 'round',
  /** Before everybody's drafts were revealed. */
  reveal: 'reveal',
  /** Before the agenda went to another phase. */
  phase: 'phase',
  /** Before many notes were deleted at once. */
  removal: 'removal',
  /** Before an older checkpoint was restored in place: restoring this one undoes that. */
  restore: 'restore',
} as const
export type CheckpointReason = (typeof CheckpointReason)[keyof typeof CheckpointReason]

export const checkpointReasons: readonly CheckpointReason[] = Object.values(CheckpointReason)

/**
 * Number of checkpoints that a board keeps: the newest of each sort. A day of workshop makes at most as many as the first
 * figure. Not measured.
 */
export const checkpointsKept = { automatic: 50, demand: 100 } as const

/** At most one checkpoint of one reason in this time. Otherwise many events at once would push out older ones. */
export const checkpointApartMs = 60_000

/** Deletes of so many notes at once, and of so large a part of the board, are a mass removal. Not measured. */
export const massRemoval = { notes: 10, share: 0.2 } as const
