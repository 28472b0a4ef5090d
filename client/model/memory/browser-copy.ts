import { createStores, openDB } from 'lib0/indexeddb'
import { fetchUpdates, IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { hasDatabases } from '../../storage/browser-storage.ts'

/**
 * Keeps one document in this browser from now on; what an earlier visit left is merged into it. `told` hears when that
 * cannot be done, and when it can after all.
 */
export type OpenBrowserCopy = (name: string, doc: Y.Doc, told: (isKept: boolean) => void) => BrowserCopy

export interface BrowserCopy {
  /** Settles when what was kept is in the document, or cannot be read. */
  readonly loaded: Promise<void>
  /** Settles when what other tabs have left here since is in the document, or cannot be read. */
  readonly readOtherTabs: () => Promise<void>
  /** Forgets what was kept under this name and stops keeping this document. */
  readonly discard: () => Promise<void>
  readonly close: () => void
}

/** A browser that does not answer (a broken profile, a private window) must not keep the board from opening. */
const timeoutMs = 3_000

export const openBrowserCopy: OpenBrowserCopy = (name, doc, told) => {
  let persistence: IndexeddbPersistence | undefined
  let isLeft = false
  const keep = async (): Promise<void> => {
    if (!(await isOpenable(name)) || isLeft) return
    persistence = new IndexeddbPersistence(name, doc)
    const persisting = persistence
    // What is written must not fail quietly: a full disk aborts it.
    persisting._db.then(
      (db) => watch(db, () => void persisting.destroy()),
      () => told(false),
    )
    await persistence.whenSynced
    told(true)
  }
  const watch = (db: IDBDatabase, leave: () => void) => {
    db.addEventListener('abort', () => told(false))
    // It is being deleted: the connection has closed, and whatever would still be written there throws.
    db.addEventListener('versionchange', () => {
      told(false)
      leave()
    })
  }
  const loaded = async (): Promise<void> => {
    await Promise.race([keep(), patience()])
    if (persistence?.synced !== true) told(false)
  }
  return {
    loaded: loaded(),
    readOtherTabs: async () => {
      if (!persistence?.db) return
      // What cannot be read is lost to another tab's document alone; this one goes on.
      const fetched = fetchUpdates(persistence).catch(() => undefined)
      await Promise.race([fetched, patience()])
    },
    discard: async () => {
      isLeft = true
      // Emptied, not deleted: deleting waits for ever while another tab has the database open.
      if (persistence?.db) await emptied(persistence.db)
      await persistence?.destroy()
    },
    close: () => {
      isLeft = true
      void persistence?.destroy()
    },
  }
}

/** Tried first: y-indexeddb says nothing of a database that cannot be opened. One that is made by this is as it makes it. */
async function isOpenable(name: string): Promise<boolean> {
  try {
    const db = await openDB(name, (fresh) =>
      createStores(fresh, [['updates', { autoIncrement: true }], ['custom']]),
    )
    db.close()
    return true
  } catch {
    // A full disk, a broken profile: the board is not kept here.
    return false
  }
}

/** The name a board is kept under: by person, so that nobody sends another one's offline edits as their own. */
export function boardCopyName(board: string, participant: string): string {
  return `boussole-${board}-${participant}`
}

/** The name of the same person's desk on that board. */
export function deskCopyName(board: string, participant: string): string {
  return `${boardCopyName(board, participant)}-desk`
}

/** The name under which this person's pictures wait that the board's server does not have yet. */
export function photoOutboxName(board: string, participant: string): string {
  return `${boardCopyName(board, participant)}-pictures`
}

/** The name under which this browser remembers what it projects the board with. */
export function projectorName(board: string): string {
  return `boussole.projector.${board}`
}

export function deleteBrowserCopy(name: string): void {
  if (hasDatabases()) indexedDB.deleteDatabase(name)
}

function patience(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, timeoutMs))
}

function emptied(db: IDBDatabase): Promise<void> {
  return new Promise((resolve) => {
    try {
      const work = db.transaction(['updates'], 'readwrite')
      work.objectStore('updates').clear()
      work.addEventListener('complete', () => resolve())
      // What cannot be emptied is refused again on the next visit, and offered again: nothing is lost.
      work.addEventListener('error', () => resolve())
      work.addEventListener('abort', () => resolve())
    } catch {
      // The connection is closing, as when the database is being deleted: then nothing is left there.
      resolve()
    }
  })
}
