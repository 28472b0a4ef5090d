import * as Y from 'yjs'
import { notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import type { ClientOwner, StoredBoard } from '../contracts/documents.ts'
import type { Pace } from '../basics/yield-turn.ts'
import type { DocumentSize } from './document-size.ts'
import { limits } from './limits.ts'

/** The client id of everything the server writes itself, on every board whose log never lost its end. */
export const serverClient = 1

/** Owner of the server's client ids; no participant has an empty id. */
export const serverOwner = ''

export interface LoadedDocument {
  readonly doc: Y.Doc
  /** Yjs client id → participant, for ever; ids without a participant are the server's. */
  readonly owners: Map<number, string>
  /** Closed by whoever uses the document, when that leaves memory. */
  readonly size: DocumentSize
  /** When damaged rows of its log were last set aside, milliseconds since 1970. */
  readonly repairedAt?: number
}

export interface StoredDocument extends StoredBoard {
  /** Whose the client ids are that `owners` does not name: the server's, when missing. */
  readonly heir?: string
}

/** Where documents are kept. */
export interface DocumentLog {
  /** How much `load` is about to read, as far as it is known; undefined when there is no such document. */
  readonly storedBytes: (id: string) => Promise<number | undefined>
  /** Undefined when there is no such document. */
  readonly load: (id: string) => Promise<StoredDocument | undefined>
  /** Durable when it settles; the updates are applied to `doc` already. */
  readonly append: (
    id: string,
    updates: readonly Uint8Array[],
    owners: readonly ClientOwner[],
    doc: Y.Doc,
  ) => Promise<void>
}

/** Builds the document from its log, with turns for others. Throws when the log has a hole: such a board must not open. */
export async function loadDocument(
  stored: StoredDocument,
  size: DocumentSize,
  pace: Pace,
): Promise<LoadedDocument> {
  const doc = new Y.Doc()
  for (let next = 0; next < stored.updates.length; await pace()) {
    next = applySome(doc, stored.updates, next)
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('the log of this document lacks an update that a later one builds on')
  }
  // Set only now: Yjs changes the id of a document that receives its own. Going on with an id is safe here because
  // nothing leaves the server before it is in the log.
  const ownClient = stored.serverClient ?? serverClient
  doc.clientID = ownClient
  const owners = new Map(stored.owners.map(({ client, participant }) => [client, participant]))
  for (const client of doc.store.clients.keys()) {
    if (!owners.has(client)) owners.set(client, stored.heir ?? serverOwner)
  }
  owners.set(ownClient, serverOwner)
  return { doc, owners, size, ...(stored.repairedAt !== undefined && { repairedAt: stored.repairedAt }) }
}

/** Reading so much more takes as long as what everybody who ever wrote costs each transaction (measured). */
const loadBytesOfClient = 16

/** In one transaction: what a transaction costs grows with the people who ever wrote. Returns which update is next. */
function applySome(doc: Y.Doc, updates: readonly Uint8Array[], from: number): number {
  let next = from
  const most = limits.loadBytes + doc.store.clients.size * loadBytesOfClient
  doc.transact(() => {
    let bytes = 0
    for (let update = updates[next]; update && bytes < most; update = updates[next]) {
      Y.applyUpdate(doc, update)
      bytes += update.byteLength
      next += 1
    }
  })
  return next
}

/** How many keys are looked at between two turns of others: less than a millisecond. */
const keysAtOnce = 1_000

/**
 * Ids that are not in all of notes, place and text: what a delete leaves behind when it meets a move. With turns for others,
 * in which nobody may change the document.
 */
export async function orphansOf(doc: Y.Doc, pace: Pace): Promise<readonly string[]> {
  const roots = [notesRoot(doc), placeRoot(doc), textRoot(doc)]
  const orphans = new Set<string>()
  let looked = 0
  for (const root of roots) {
    for (const id of root.keys()) {
      if (!roots.every((other) => other.has(id))) orphans.add(id)
      looked += 1
      if (looked % keysAtOnce === 0) await pace()
    }
  }
  return [...orphans]
}

export function sweepOrphans(doc: Y.Doc, orphans: readonly string[]): void {
  for (const root of [notesRoot(doc), placeRoot(doc), textRoot(doc)]) {
    for (const id of orphans) if (root.has(id)) root.delete(id)
  }
}

/**
 * An exception inside Yjs can leave a document that takes updates and never emits again (yjs#799); one that waits
 * for missing parts would acknowledge what nobody can see. Either must be dropped and loaded anew.
 */
export function isSound(doc: Y.Doc): boolean {
  const { pendingStructs, pendingDs } = doc.store
  return (
    doc._transaction === null &&
    doc._transactionCleanups.length === 0 &&
    pendingStructs === null &&
    pendingDs === null
  )
}
