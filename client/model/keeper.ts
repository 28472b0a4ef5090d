import { fetchUpdates, IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { hasDatabases } from '../browser-storage.ts'

/**
 * Keeps one document in this browser from now on; what an earlier visit left is merged into it. `told` hears when that
 * cannot be done, and when it can after all.
 */
export type Keeper = (name: string, doc: Y.Doc, told: (isKept: boolean) => void) => Kept

export interface Kept {
  /** Settles when what was kept is in the document, or cannot be read. */
  readonly loaded: Promise<void>
  /** Settles when what other tabs have left here since is in the document, or cannot be read. */
  readonly gather: () => Promise<void>
  /** Forgets what was kept under this name and stops keeping this document. */
  readonly discard: () => Promise<void>
  readonly close: () => void
}

/** A browser that does not answer (a broken profile, a private window) must not keep the board from opening. */
const patienceMs = 3_000

export const keepInBrowser: Keeper = (name, doc, told) => {
  const persistence = new IndexeddbPersistence(name, doc)
  const synced = persistence.whenSynced.then(() => told(true))
  const isHere = Promise.race([synced, patience()]).then(() => persistence.synced || told(false))
  // What is written must not fail quietly: a full disk aborts it.
  persistence._db.then(
    (db) => db.addEventListener('abort', () => told(false)),
    () => told(false),
  )
  return {
    loaded: isHere.then(() => undefined),
    gather: async () => {
      if (!persistence.db) return
      // What cannot be read is lost to another tab's document alone; this one goes on.
      const fetched = fetchUpdates(persistence).catch(() => undefined)
      await Promise.race([fetched, patience()])
    },
    discard: async () => {
      const { db } = persistence
      // Emptied, not deleted: deleting waits for ever while another tab has the database open.
      if (db) await emptied(db)
      await persistence.destroy()
    },
    close: () => void persistence.destroy(),
  }
}

/** The name a board is kept under: by person, so that nobody sends another one's offline edits as their own. */
export function keptName(board: string, participant: string): string {
  return `boussole-${board}-${participant}`
}

/** The name of the same person's desk on that board. */
export function deskName(board: string, participant: string): string {
  return `${keptName(board, participant)}-desk`
}

/** The name under which this person's pictures wait that the board's server does not have yet. */
export function picturesName(board: string, participant: string): string {
  return `${keptName(board, participant)}-pictures`
}

export function forgetKept(name: string): void {
  if (hasDatabases()) indexedDB.deleteDatabase(name)
}

function patience(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, patienceMs))
}

function emptied(db: IDBDatabase): Promise<void> {
  return new Promise((resolve) => {
    const work = db.transaction(['updates'], 'readwrite')
    work.objectStore('updates').clear()
    work.addEventListener('complete', () => resolve())
    // What cannot be emptied is refused again on the next visit, and offered again: nothing is lost.
    work.addEventListener('error', () => resolve())
    work.addEventListener('abort', () => resolve())
  })
}
