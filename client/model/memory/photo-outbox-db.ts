import { createStores, openDB, rtop } from 'lib0/indexeddb'
import type { Rect } from '#shared/geometry/rect.ts'

/** The facts of a photo that a person has added and the server does not have yet. */
export interface WaitingPhoto {
  /** Name of its file, for messages. */
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Photos that were added together lie together. */
  readonly batch: string
  readonly near: Rect
  /** The note or draft for which it was chosen; null: it becomes a note of its own. */
  readonly onto: string | null
  /** Added while this person's notes were drafts: for their desk alone. */
  readonly isPrivate: boolean
  /** No reveal takes its draft. */
  readonly isHeld?: true
  /** The words that go with it. */
  readonly text: string
}

/**
 * Keeps photos in this browser until the server has them. Calls reject when the browser refuses. Nothing leaves the
 * browser.
 */
export interface PhotoOutboxDb {
  /** All photos, those of earlier visits and other tabs among them, in the order in which they were added. */
  readonly list: () => Promise<ReadonlyMap<number, WaitingPhoto>>
  /** Resolves with the key of the kept photo, or with undefined when there is no room. */
  readonly keep: (facts: WaitingPhoto, picture: Blob) => Promise<number | undefined>
  /** Does nothing if the photo has been taken meanwhile. */
  readonly describe: (key: number, facts: WaitingPhoto) => Promise<void>
  readonly read: (key: number) => Promise<Blob | undefined>
  /** Forgets the photo. True for exactly one of several tabs that try. */
  readonly take: (key: number) => Promise<boolean>
  readonly close: () => void
}

/** A day's photographs of one person, and no more than a board has room for by default. Not measured. */
const maxWaiting = 100
const maxWaitingBytes = 100_000_000

export function hasRoom(kept: Iterable<Pick<WaitingPhoto, 'size'>>, size: number): boolean {
  let count = 0
  let bytes = 0
  for (const each of kept) {
    count += 1
    bytes += each.size
  }
  return count < maxWaiting && bytes + size <= maxWaitingBytes
}

/** A browser that does not answer must not keep photos from being sent. */
const timeoutMs = 3_000

/** Facts and bytes are apart, so that listing the photos does not read a hundred megabytes. */
const factStore = 'facts'
const byteStore = 'bytes'

export async function openPhotoOutboxDb(name: string): Promise<PhotoOutboxDb> {
  // Closes by itself when the board is forgotten, in this tab or another.
  const db = await Promise.race([openDB(name, createBoth), patience()])
  /** Runs this in one transaction and resolves when it is on disk; a full disk aborts it at the end. */
  const act = async <T>(access: IDBTransactionMode, run: (at: Stores) => Promise<T>): Promise<T> => {
    const transaction = db.transaction([factStore, byteStore], access)
    const at = { facts: transaction.objectStore(factStore), bytes: transaction.objectStore(byteStore) }
    const [result] = await Promise.all([run(at), completed(transaction)])
    return result
  }
  return {
    list: () =>
      act('readonly', async ({ facts }) => {
        const [keys, all] = await Promise.all([asked(facts.getAllKeys()), readAll(facts)])
        return new Map(all.map((each, index) => [Number(keys[index]), each]))
      }),
    keep: async (described, picture) => {
      // Bytes, not the Blob: that of a chosen file is still the file, which may change or go.
      const content = await picture.arrayBuffer()
      return act('readwrite', async ({ facts, bytes }) => {
        if (!hasRoom(await readAll(facts), described.size)) return undefined
        const key = Number(await asked(facts.add(described)))
        await asked(bytes.add(content, key))
        return key
      })
    },
    describe: (key, described) =>
      act('readwrite', async ({ facts }) => {
        if ((await asked(facts.count(key))) > 0) await asked(facts.put(described, key))
      }),
    read: (key) =>
      act('readonly', async ({ facts, bytes }) => {
        const [described, content] = await Promise.all([
          asked<WaitingPhoto | undefined>(facts.get(key)),
          asked<ArrayBuffer | undefined>(bytes.get(key)),
        ])
        return described && content && new Blob([content], { type: described.type })
      }),
    take: (key) =>
      act('readwrite', async ({ facts, bytes }) => {
        const isThere = (await asked(facts.count(key))) > 0
        await Promise.all([asked(facts.delete(key)), asked(bytes.delete(key))])
        return isThere
      }),
    close: () => db.close(),
  }
}

interface Stores {
  readonly facts: IDBObjectStore
  readonly bytes: IDBObjectStore
}

function createBoth(fresh: IDBDatabase): void {
  createStores(fresh, [[factStore, { autoIncrement: true }], [byteStore]])
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return rtop(request) as Promise<T>
}

function readAll(facts: IDBObjectStore): Promise<readonly WaitingPhoto[]> {
  return asked<WaitingPhoto[]>(facts.getAll())
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(transaction.error ?? new Error('this browser has taken back what it kept'))
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', failed)
  })
}

function patience(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('this browser does not answer')), timeoutMs)
  })
}
