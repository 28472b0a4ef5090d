import type * as Y from 'yjs'
import type { DraftFacts } from '#shared/board/draft.ts'
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
}

export type DraftListener = (key: DraftKey, facts: DraftFacts) => void
