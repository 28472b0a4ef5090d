import * as Y from 'yjs'
import { clientCountOf, clientsOf, isBetweenTransactions, isComplete } from '#shared/board/yjs-internals.ts'
import type { Pace } from '../basics/yield-turn.ts'
import type { ClientOwner, StoredBoard } from '../contracts/boards.ts'
import { documentLimits } from './memory-pools.ts'
import type { DocumentSize } from './document-size.ts'

/** Client id of everything the server writes, on every board whose log never lost its end. */
export const serverClient = 1

/** Owner of the server's client ids. No participant has an empty id. */
const serverOwner = ''

export interface LoadedDocument {
  readonly doc: Y.Doc
  /**
   * The participant of each Yjs client id. It never changes. The server owns the ids without a participant.
   */
  readonly owners: Map<number, string>
  /** The user of the document closes it when the document leaves memory. */
  readonly size: DocumentSize
  /** When damaged rows of the log were last set aside, in milliseconds since 1970. */
  readonly repairedAt?: number
}

/**
 * Builds the document from its log, with pauses for other work. Throws when the log has a gap: such a
 * board must not open.
 */
export async function loadDocument(
  stored: StoredDocument,
  size: DocumentSize,
  pace: Pace,
): Promise<LoadedDocument> {
  const doc = new Y.Doc()
  for (let next = 0; next < stored.updates.length; await pace()) {
    next = applySome(doc, stored.updates, next)
  }
  if (!isComplete(doc)) {
    throw new Error('the log of this document lacks an update that a later one builds on')
  }
  // Set only now: Yjs changes the id of a document that receives its own updates. The server can keep its
  // old id, because every update is in the log before it leaves the server.
  const ownClient = stored.serverClient ?? serverClient
  doc.clientID = ownClient
  const owners = new Map(stored.owners.map(({ client, participant }) => [client, participant]))
  for (const client of clientsOf(doc)) {
    if (!owners.has(client)) owners.set(client, stored.heir ?? serverOwner)
  }
  owners.set(ownClient, serverOwner)
  return { doc, owners, size, ...(stored.repairedAt !== undefined && { repairedAt: stored.repairedAt }) }
}

/**
 * Bytes that take as long to read as one client id costs each transaction (measured). A transaction costs
 * more the more people ever wrote.
 */
const loadBytesOfClient = 16

/** Applies several updates in one transaction. Returns the index of the next update. */
function applySome(doc: Y.Doc, updates: readonly Uint8Array[], from: number): number {
  let next = from
  const maxBytes = documentLimits.loadBytes + clientCountOf(doc) * loadBytesOfClient
  doc.transact(() => {
    let bytes = 0
    for (let update = updates[next]; update && bytes < maxBytes; update = updates[next]) {
      Y.applyUpdate(doc, update)
      bytes += update.byteLength
      next += 1
    }
  })
  return next
}

/**
 * True when the document is safe to use. An exception inside Yjs can leave a document that takes updates
 * and never emits again (yjs#799). A document that waits for missing parts would acknowledge updates that
 * nobody can see.
 */
export function isSound(doc: Y.Doc): boolean {
  return isBetweenTransactions(doc) && isComplete(doc)
}

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

interface StoredDocument extends StoredBoard {
  /** Owner of the client ids that `owners` does not name. The server owns them when this is missing. */
  readonly heir?: string
}
