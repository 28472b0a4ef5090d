import {
  count,
  createIDBKeyRangeLowerBound,
  createIDBKeyRangeUpperBound,
  createStores,
  del,
  getAll,
  getLastKey,
  openDB,
  rtop,
  transact,
} from 'lib0/indexeddb'
import * as Y from 'yjs'
import { missingUpdates } from '#shared/board/update-parts.ts'
import { isComplete } from '#shared/board/yjs-internals.ts'
import { nextTask } from '../basics/next-task.ts'
import { applyInTurns } from '../document/apply-in-turns.ts'

/**
 * Stores one document in this browser from now on, and merges the copy of earlier visits into it.
 * Calls `onKept` with false when the browser cannot store it, and with true once it can.
 */
export type OpenBrowserCopy = (name: string, doc: Y.Doc, onKept: (isKept: boolean) => void) => BrowserCopy

export interface BrowserCopy {
  /** Settles when the copy is merged into the document, or cannot be read. */
  readonly loaded: Promise<void>
  /** Merges the updates that other tabs have stored since. Settles also when they cannot be read. */
  readonly readOtherTabs: () => Promise<void>
  /** Empties the copy and stops storing this document. */
  readonly discard: () => Promise<void>
  readonly close: () => void
}

export const openBrowserCopy: OpenBrowserCopy = (name, doc, onKept) => new DatabaseCopy(name, doc, onKept)

/** A browser that does not answer (a broken profile, a private window) must not keep the board from opening. */
const timeoutMs = 3_000

/** One row an update, in order of their keys. Y-indexeddb, which wrote the first copies, has the same layout. */
const updateStore = 'updates'
/** Always empty. Y-indexeddb creates it too. */
const customStore = 'custom'

/** Above this many rows the copy is replaced by one update. As in y-indexeddb. */
const maxRows = 500
const compactAfterMs = 1_000

/** The most that one of the rows holds that replace many. Each row is applied by itself. */
const rowLimits = { bytes: 131_072, structs: 2_000 }

/** Yjs encodes a document without content in two bytes. */
const emptyUpdateBytes = 2

class DatabaseCopy implements BrowserCopy {
  readonly loaded: Promise<void>
  readonly #doc: Y.Doc
  readonly #onKept: (isKept: boolean) => void
  /** Undefined when it cannot be opened. */
  readonly #opening: Promise<IDBDatabase | undefined>
  /** Set once updates can be stored. */
  #db: IDBDatabase | undefined
  /** The key of the last row that was read into the document. */
  #lastRead = 0
  #rows = 0
  /** Settles when the rows that were read are in the document. */
  #applying: Promise<void> = Promise.resolve()
  #compacting: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(name: string, doc: Y.Doc, onKept: (isKept: boolean) => void) {
    this.#doc = doc
    this.#onKept = onKept
    this.#opening = openDatabase(name)
    doc.on('update', this.#store)
    doc.on('destroy', this.close)
    this.loaded = this.#load()
  }

  readonly readOtherTabs = async (): Promise<void> => {
    if (this.#db) await Promise.race([settled(this.#readNewRows(this.#db)), timeout()])
  }

  readonly discard = async (): Promise<void> => {
    this.#stop()
    const db = await Promise.race([this.#opening, timeout()])
    // Emptied, not deleted: deleting would wait until no other tab has the database open.
    if (db) await empty(db)
    this.close()
  }

  readonly close = (): void => {
    this.#stop()
    void this.#opening.then((db) => db?.close())
  }

  async #load(): Promise<void> {
    const reading = this.#read()
    const inTime = await Promise.race([reading, timeout()])
    this.#report(inTime === true)
    // Slow, not broken.
    if (inTime === undefined) void reading.then((isRead) => isRead && this.#report(true))
  }

  /** Returns false when the copy cannot be read. */
  async #read(): Promise<boolean> {
    const db = await this.#opening
    if (!db || this.#isClosed) return false
    // A full disk aborts a transaction.
    db.addEventListener('abort', () => this.#report(false))
    // The database is being deleted, or the browser has closed it: a write would throw.
    for (const kind of ['versionchange', 'close']) db.addEventListener(kind, this.#lose)
    this.#db = db
    try {
      await this.#readNewRows(db, Y.encodeStateAsUpdate(this.#doc))
      return true
    } catch {
      // A damaged row or a full disk. The board opens all the same, and nothing more is stored.
      this.#db = undefined
      return false
    }
  }

  /** Merges the rows that are not in the document yet, and first stores `own` beside them. */
  async #readNewRows(db: IDBDatabase, own?: Uint8Array): Promise<void> {
    const [updates] = transact(db, [updateStore])
    const rows = updates && (await this.#takeNewRows(updates, own))
    if (!rows) return
    const before = this.#applying
    this.#applying = before.then(() => applyInTurns(this.#doc, rows, this, () => this.#nextTurn()))
    await this.#applying
  }

  /** Nothing but the database may be awaited meanwhile: its transaction would end. */
  async #takeNewRows(updates: IDBObjectStore, own?: Uint8Array): Promise<readonly Uint8Array[] | undefined> {
    const rows: Uint8Array[] = await getAll(updates, createIDBKeyRangeLowerBound(this.#lastRead, true))
    if (this.#isClosed) return undefined
    if (own && own.length > emptyUpdateBytes) updates.add(own)
    this.#lastRead = Number((await getLastKey(updates, null)) ?? this.#lastRead)
    this.#rows = await count(updates)
    return rows
  }

  async #nextTurn(): Promise<boolean> {
    await nextTask()
    return !this.#isClosed
  }

  readonly #store = (update: Uint8Array, origin: unknown): void => {
    if (!this.#db || origin === this) return
    try {
      // Not awaited: a row that cannot be added aborts its transaction, which is reported.
      this.#db.transaction(updateStore, 'readwrite').objectStore(updateStore).add(update)
    } catch {
      // The connection is closing.
      return this.#lose()
    }
    this.#rows += 1
    if (this.#rows < maxRows || this.#compacting !== undefined) return
    this.#compacting = setTimeout(() => void settled(this.#compact()), compactAfterMs)
  }

  /** Replaces the rows by few, those of other tabs too. All in one transaction. */
  async #compact(): Promise<void> {
    this.#compacting = undefined
    if (this.#db) await this.#readNewRows(this.#db)
    const [updates] = this.#db ? transact(this.#db, [updateStore]) : []
    // Rows that another tab has written just now.
    const rows = updates && (await this.#takeNewRows(updates))
    if (!rows) return
    const apply = () => {
      for (const row of rows) Y.applyUpdate(this.#doc, row)
    }
    Y.transact(this.#doc, apply, this, false)
    // Another tab may have done it just now.
    if (this.#rows < maxRows) return
    const oldest = this.#lastRead
    await Promise.all(this.#whole().map((row) => rtop(updates.add(row))))
    await del(updates, createIDBKeyRangeUpperBound(oldest, false))
    this.#rows = await count(updates)
  }

  #whole(): readonly Uint8Array[] {
    // An update that waits for a missing one is in no part.
    return isComplete(this.#doc)
      ? missingUpdates(this.#doc, new Map(), rowLimits)
      : [Y.encodeStateAsUpdate(this.#doc)]
  }

  readonly #lose = (): void => {
    this.#report(false)
    this.close()
  }

  #report(isKept: boolean): void {
    if (!this.#isClosed) this.#onKept(isKept)
  }

  #stop(): void {
    this.#isClosed = true
    this.#db = undefined
    clearTimeout(this.#compacting)
    this.#doc.off('update', this.#store)
    this.#doc.off('destroy', this.close)
  }
}

async function openDatabase(name: string): Promise<IDBDatabase | undefined> {
  try {
    return await openDB(name, (created) =>
      createStores(created, [[updateStore, { autoIncrement: true }], [customStore]]),
    )
  } catch {
    // A full disk, a broken profile: this browser keeps no copy.
    return undefined
  }
}

function empty(db: IDBDatabase): Promise<void> {
  return new Promise((resolve) => {
    try {
      const work = db.transaction([updateStore], 'readwrite')
      work.objectStore(updateStore).clear()
      // Where emptying fails, the next visit sends the same edits, and they are refused and offered again.
      for (const end of ['complete', 'abort']) work.addEventListener(end, () => resolve())
    } catch {
      // The connection is closing because the database is being deleted.
      resolve()
    }
  })
}

/** Settles when the work has ended, also when it failed: the transaction's abort is reported. */
async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined)
}

function timeout(): Promise<undefined> {
  return new Promise((resolve) => void setTimeout(resolve, timeoutMs, undefined))
}
