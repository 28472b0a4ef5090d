/** The notes that participants may change: their own, or everybody's. */
export const Scope = { own: 'own', all: 'all' } as const
export type Scope = (typeof Scope)[keyof typeof Scope]

/** Rights that facilitators give participants on a board. They do not limit facilitators. */
export interface Rights {
  /** Participants can only view and vote. They can still write private drafts. */
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

/** Notes and clusters that one command may lock: as many as one round can have options. */
export const lockLimit = 2_000
