import type { DraftFacts } from '#shared/board/draft.ts'

/** Participants' private drafts: one log of Yjs updates for each participant of a board. */
export interface DraftStore {
  /** Empty for a participant who has written nothing. */
  readonly loadDrafts: (board: string, participant: string) => Promise<StoredDrafts>
  /** Sets the damaged row and all later rows aside. Drafts can then be written again. */
  readonly mendDrafts: (board: string, participant: string, at: number) => Promise<void>
  /** Notes that the drafts, if any, are in use: see `sweepDrafts`. */
  readonly touchDrafts: (board: string, participant: string, at: number) => Promise<void>
  readonly appendDrafts: (commit: DraftCommit) => Promise<void>
  /** Everybody who has written drafts on this board, present or not. */
  readonly draftOwnersOf: (board: string) => Promise<readonly DraftOwner[]>
  /**
   * Appends to the board and to the drafts in one transaction. After a crash the notes are on the board and gone from
   * the drafts, or neither.
   */
  readonly revealDrafts: (
    board: string,
    updates: readonly Uint8Array[],
    drafts: readonly DraftCommit[],
  ) => Promise<void>
  /**
   * Destroys the drafts of all boards that were last used before, and returns their number. `inUse` is called
   * repeatedly, since drafts are opened meanwhile. Drafts in use stay.
   */
  readonly sweepDrafts: (before: number, inUse: () => readonly DraftKey[]) => Promise<number>
}

export interface DraftKey {
  readonly board: string
  readonly participant: string
}

export interface StoredDrafts {
  /** Yjs updates to apply in order. */
  readonly updates: readonly Uint8Array[]
  /** A row's checksum is wrong. That row and all later ones are left out: see `mendDrafts`. */
  readonly isDamaged: boolean
}

export interface DraftCommit extends DraftKey, DraftFacts {
  readonly updates: readonly Uint8Array[]
  /** The updates replace everything stored before, so that deleted drafts leave no trace. */
  readonly isWhole: boolean
  /** Photos that a reveal gave to the board. This participant no longer holds them. */
  readonly released?: readonly string[]
  readonly at: number
}

export interface DraftOwner extends DraftFacts {
  readonly participant: string
}
