/** Why a board was kept as it was at one moment. All but the first happen by themselves. */
export const CheckpointReason = {
  /** A facilitator asked for it. */
  demand: 'demand',
  /** Before a round of votes opened. */
  round: 'round',
  /** Before everybody's drafts were revealed. */
  reveal: 'reveal',
  /** Before many notes were deleted at once. */
  removal: 'removal',
  /** Before an older checkpoint was restored in place: restoring this one undoes that. */
  restore: 'restore',
} as const
export type CheckpointReason = (typeof CheckpointReason)[keyof typeof CheckpointReason]

export const checkpointReasons: readonly CheckpointReason[] = Object.values(CheckpointReason)

/**
 * How many a board keeps: the newest of each sort. The first figure is what a day of workshop makes at most; taste,
 * like the second.
 */
export const checkpointsKept = { automatic: 50, demand: 100 } as const

/** Of one reason at most one in this time, so that a flurry of events does not push out the older ones. */
export const checkpointApartMs = 60_000

/** Deletes of so many notes at once, and of so large a part of the board, are a mass removal. Not measured. */
export const massRemoval = { notes: 10, share: 0.2 } as const
