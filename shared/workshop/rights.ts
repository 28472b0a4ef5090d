/** Whose notes participants may change: those they wrote, or everybody's. */
export const Scope = { own: 'own', all: 'all' } as const
export type Scope = (typeof Scope)[keyof typeof Scope]

/** Rights that facilitators give participants on a board. They do not limit facilitators. */
export interface Rights {
  /** Participants can only look and vote. Drafts of private writing are not on the board, and go on. */
  readonly isLocked: boolean
  readonly participantsMove: Scope
  /** Words, tint and kind. */
  readonly participantsWrite: Scope
  /** Make, change and dissolve clusters, and put notes into them and out again. */
  readonly participantsCluster: boolean
}

/** A board as it begins: its people work on everything together. */
export const openRights: Rights = {
  isLocked: false,
  participantsMove: Scope.all,
  participantsWrite: Scope.all,
  participantsCluster: true,
}

/** Notes and clusters one command may lock; as many as one round can have options. */
export const lockLimit = 2_000
