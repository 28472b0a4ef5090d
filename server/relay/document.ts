import * as Y from 'yjs'
import { notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import type { ClientOwner, StoredBoard } from '../store/store.ts'

/** The client id of everything the server writes itself, on every board whose log never lost its end. */
export const serverClient = 1

/** Owner of the server's client ids; no participant has an empty id. */
export const serverOwner = ''

export interface LoadedDocument {
  readonly doc: Y.Doc
  /** Yjs client id → participant, for ever; ids without a participant are the server's. */
  readonly owners: Map<number, string>
  /** Of its log. */
  readonly bytes: number
  /** When damaged rows of its log were last set aside, milliseconds since 1970. */
  readonly repairedAt?: number
}

export interface StoredDocument extends StoredBoard {
  /** Whose the client ids are that `owners` does not name: the server's, when missing. */
  readonly heir?: string
}

/** Where documents are kept. */
export interface DocumentLog {
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

/** Builds the document from its log in one transaction. Throws when the log has a hole: such a board must not open. */
export function loadDocument(stored: StoredDocument): LoadedDocument {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of stored.updates) Y.applyUpdate(doc, update)
  })
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
  const bytes = stored.updates.reduce((sum, update) => sum + update.byteLength, 0)
  return { doc, owners, bytes, ...(stored.repairedAt !== undefined && { repairedAt: stored.repairedAt }) }
}

/** Ids that are not in all of notes, place and text: what a delete leaves behind when it meets a move. */
export function orphansOf(doc: Y.Doc): readonly string[] {
  const roots = [notesRoot(doc), placeRoot(doc), textRoot(doc)]
  const ids = new Set(roots.flatMap((root) => [...root.keys()]))
  return [...ids].filter((id) => !roots.every((root) => root.has(id)))
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
