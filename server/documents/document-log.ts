import type * as Y from 'yjs'
import type { ClientOwner, StoredBoard } from '../contracts/documents.ts'

/** The stored updates of documents: boards, or the drafts of participants. */
export interface DocumentLog {
  /**
   * Bytes that `load` is about to read, as far as they are known. Undefined when there is no such document.
   */
  readonly storedBytes: (id: string) => Promise<number | undefined>
  /** Undefined when there is no such document. */
  readonly load: (id: string) => Promise<StoredDocument | undefined>
  /** Appends updates that were already applied to `doc`. They are durable when the promise settles. */
  readonly append: (
    id: string,
    updates: readonly Uint8Array[],
    owners: readonly ClientOwner[],
    doc: Y.Doc,
  ) => Promise<void>
}

export interface StoredDocument extends StoredBoard {
  /** Owner of the client ids that `owners` does not name. The server owns them when this is missing. */
  readonly heir?: string
}
