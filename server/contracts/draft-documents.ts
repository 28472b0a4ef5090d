import type * as Y from 'yjs'
import type { DraftFacts, StepAnswers, WrittenBySteps } from '#shared/board/draft.ts'
import type { DraftCommit, DraftKey } from './drafts.ts'
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
