import { createStores, openDB, rtop } from 'lib0/indexeddb'
import type { Rect } from '#shared/geometry/rect.ts'

/** What is known of a picture that was brought and that the server does not have yet. */
export interface WaitingPhoto {
  /** Of its file, for what is said of it. */
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Pictures that were brought together lie together. */
  readonly batch: string
  readonly near: Rect
  /** The note or draft it was chosen for; null: it becomes one of its own. */
  readonly onto: string | null
  /** Brought while this person's notes were drafts: for their desk alone. */
  readonly isPrivate: boolean
  /** The words that go with it. */
  readonly text: string
}

/**
 * Keeps pictures in this browser until the server has them. What the browser does not let us do rejects; nothing here
 * leaves the browser.
 */
export interface PhotoOutboxDb {
  /** Those of earlier visits and of other tabs, too, in the order in which they were brought. */
  readonly list: () => Promise<ReadonlyMap<number, WaitingPhoto>>
  /** Settles with its key when it is kept; with undefined when there is no room. */
  readonly keep: (facts: WaitingPhoto, picture: Blob) => Promise<number | undefined>
  /** One that has been taken meanwhile stays away. */
  readonly describe: (key: number, facts: WaitingPhoto) => Promise<void>
  readonly read: (key: number) => Promise<Blob | undefined>
  /** Forgets it. Of several tabs that try, one alone is told that it was there. */
  readonly take: (key: number) => Promise<boolean>
  readonly close: () => void
}

/** A day's photographs of one person, and no more than a board has room for by default: taste. */
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

/** A browser that does not answer must not keep pictures from being sent. */
const timeoutMs = 3_000

/** Facts and bytes apart, so that nobody reads a hundred megabytes to learn what there is. */
const factStore = 'facts'
const byteStore = 'bytes'

export async function openPhotoOutboxDb(name: string): Promise<PhotoOutboxDb> {
  // Closes by itself when the board is forgotten, in this tab or another.
  const db = await Promise.race([openDB(name, createBoth), patience()])
  /** Does this in one transaction, and settles when that is on disk: a full one takes back at the end what it took. */
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
