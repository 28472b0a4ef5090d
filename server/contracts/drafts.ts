import type * as Y from 'yjs'
import type { DraftFacts, StepAnswers, WrittenBySteps } from '#shared/board/draft.ts'
import type { LiveBoard } from './live-board.ts'

/** Access to participants' private documents, which hold their drafts. */
export interface DraftDocuments {
  /** Opens a participant's drafts if needed, and keeps them open until `use` settles. */
  readonly withDrafts: <T>(key: DraftKey, use: (drafts: LiveBoard) => Promise<T>) => Promise<T>
  readonly inMemory: () => readonly DraftKey[]
  /** The whole document as a commit for `DraftStore.revealDrafts`. Only while `LiveBoard.exclusively` holds it. */
  readonly wholeOf: (key: DraftKey, doc: Y.Doc) => DraftCommit
  /** Calls the listener whenever a change of a private document is durable. */
  readonly subscribe: (listener: DraftListener) => void
  /** The agenda of an open board says when its people may change answers on their desks. */
  readonly answerTimes: AnswerTimes
}

export type DraftListener = (
  key: DraftKey,
  facts: DraftFacts,
  answers: readonly StepAnswers[],
  written: WrittenBySteps,
) => void

/** Knows for each board in memory, and for boards whose drafts are, which steps take answers. */
export interface AnswerTimes {
  readonly opened: (board: Pick<LiveBoard, 'id' | 'read'>) => void
  readonly closed: (board: string) => void
}

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

interface StoredDrafts {
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

interface DraftOwner extends DraftFacts {
  readonly participant: string
}
