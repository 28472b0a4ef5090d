import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { createStores, getAll, openDB, rtop, transact } from 'lib0/indexeddb'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { applyInTurns, largeBytes } from '#client/model/document/apply-in-turns.ts'
import { openBrowserCopy } from '#client/model/memory/browser-copy.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { factTimeoutMs } from '#tests/support/time-limits.ts'

test('notes written on one visit are there on the next', async () => {
  useDatabases()
  const first = await visit()
  first.write('Before closing')
  first.copy.close()
  expect((await visit()).words()).toEqual(['Before closing'])
})

test('a copy that y-indexeddb wrote opens, and y-indexeddb can read later updates in it', async () => {
  useDatabases()
  const old = new Y.Doc()
  old.on('update', (update: Uint8Array) => rows.push(update))
  const rows: Uint8Array[] = [Y.encodeStateAsUpdate(old)]
  for (const word of ['One', 'Two']) old.getArray('words').push([word])
  const db = await openDB('board', (created) =>
    createStores(created, [['updates', { autoIncrement: true }], ['custom']]),
  )
  for (const row of rows) await rtop(storeOf(db).add(row))
  db.close()

  const now = await visit()
  expect(now.words()).toEqual(['One', 'Two'])
  expect(now.reports).toEqual([true])
  now.write('Three')
  now.copy.close()
  expect(await storedWords()).toEqual(['One', 'Two', 'Three'])
})

test('a new copy has the stores that y-indexeddb expects, at its version', async () => {
  useDatabases()
  await visit()
  const db = await openDB('board', () => expect.unreachable('the copy was not created'))
  onTestFinished(() => db.close())
  expect([db.version, ...db.objectStoreNames]).toEqual([1, 'custom', 'updates'])
  expect(storeOf(db).autoIncrement).toBe(true)
})

test('updates written before the copy has opened are stored too', async () => {
  useDatabases()
  const doc = new Y.Doc()
  doc.getArray('words').push(['Already there'])
  const copy = openBrowserCopy('board', doc, () => undefined)
  doc.getArray('words').push(['While opening'])
  await copy.loaded
  copy.close()
  expect(await storedWords()).toEqual(['Already there', 'While opening'])
})

test('the updates that another tab has stored are read on demand', async () => {
  useDatabases()
  const [here, there] = [await visit(), await visit()]
  there.write('From the other tab')
  expect(here.words()).toEqual([])
  await here.copy.readOtherTabs()
  expect(here.words()).toEqual(['From the other tab'])
})

test('many rows become one, and the words of another tab stay', async () => {
  useDatabases()
  const [here, there] = [await visit(), await visit()]
  there.write('From the other tab')
  for (let row = 0; row < 500; row += 1) here.write(`${row}`)
  await vi.waitFor(async () => expect(await rowCount()).toBe(1), { timeout: factTimeoutMs })
  const back = await visit()
  expect(back.words()).toHaveLength(501)
  expect(back.words()).toContain('From the other tab')
  // The rows after it are stored as before.
  back.write('Afterwards')
  back.copy.close()
  expect(await storedWords()).toContain('Afterwards')
})

test('the rows of a large board become few, none of which holds up the page when it is read', async () => {
  useDatabases()
  const here = await visit()
  for (let row = 0; row < 500; row += 1)
    addNote(here.doc, { x: row, y: 0, author: null, created: 1, text: `${row} `.padEnd(2_000, 'word ') })
  await vi.waitFor(async () => expect(await rowCount()).toBeLessThan(20), { timeout: factTimeoutMs })
  const rows: readonly Uint8Array[] = await getAll(storeOf(await openAny()))
  expect(rows.length).toBeGreaterThan(5)
  expect(Math.max(...rows.map(({ byteLength }) => byteLength))).toBeLessThan(140_000)
  here.copy.close()
  expect(notesOf((await visit()).doc)).toEqual(notesOf(here.doc))
})

test('rows of another tab become part of the one row that replaces them, from both tabs at once', async () => {
  useDatabases()
  const tabs = [await visit(), await visit()]
  for (let row = 0; row < 500; row += 1) for (const tab of tabs) tab.write(`${row}`)
  await vi.waitFor(async () => expect(await rowCount()).toBeLessThan(500), { timeout: factTimeoutMs })
  expect(await storedWords()).toHaveLength(1_000)
})

test('a discarded copy is empty and stores nothing more, while another tab has it open', async () => {
  useDatabases()
  const [here, there] = [await visit(), await visit()]
  here.write('Refused')
  await here.copy.discard()
  here.write('After discarding')
  expect(await storedWords()).toEqual([])
  there.write('Allowed')
  expect(await storedWords()).toEqual(['Allowed'])
})

test('a copy that is discarded before it has opened is empty, too', async () => {
  useDatabases()
  const first = await visit()
  first.write('Refused')
  first.copy.close()
  const doc = new Y.Doc()
  const copy = openBrowserCopy('board', doc, () => expect.unreachable('nothing is said of a discarded copy'))
  await copy.discard()
  await copy.loaded
  expect(await storedWords()).toEqual([])
})

test('a closed copy neither reads into its document nor reports anything', async () => {
  useDatabases()
  const first = await visit()
  first.write('Stored')
  first.copy.close()
  const doc = new Y.Doc()
  const copy = openBrowserCopy('board', doc, () => expect.unreachable('nothing is said of a closed copy'))
  copy.close()
  await copy.loaded
  expect(doc.getArray('words').toArray()).toEqual([])
})

test('the copy ends with its document', async () => {
  useDatabases()
  const { doc, write } = await visit()
  write('Stored')
  doc.destroy()
  doc.getArray('words').push(['After the end'])
  expect(await storedWords()).toEqual(['Stored'])
})

test('a database that is deleted while it is open is reported, and writing goes on', async () => {
  useDatabases()
  const { write, words, reports } = await visit()
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('board').addEventListener('success', resolve)
  })
  write('Written on')
  expect(words()).toEqual(['Written on'])
  expect(reports).toEqual([true, false])
})

test('a connection that the browser has closed is reported by the first write, which throws nothing', async () => {
  useDatabases()
  const { write, reports } = await visit()
  const transaction = vi.spyOn(Object.getPrototypeOf(await openAny()), 'transaction')
  transaction.mockImplementation(() => {
    throw new DOMException('The connection is closing.', 'InvalidStateError')
  })
  onTestFinished(() => transaction.mockRestore())
  write('First')
  write('Second')
  expect(reports).toEqual([true, false])
})

test('a disk that is full while writing is reported', async () => {
  useDatabases()
  const { write, reports } = await visit()
  const store = Object.getPrototypeOf(storeOf(await openAny()))
  const add = vi.spyOn(store, 'add').mockImplementation(function (this: unknown) {
    ;(this as IDBObjectStore).transaction.abort()
  })
  onTestFinished(() => add.mockRestore())
  write('Too much')
  await vi.waitFor(() => expect(reports).toEqual([true, false]))
})

test('a damaged row is reported, and the board opens', async () => {
  useDatabases()
  await rtop(storeOf(await openAny()).add(new Uint8Array([9, 9, 9])))
  const { words, write, reports, copy } = await visit()
  expect(reports).toEqual([false])
  write('Written on')
  expect(words()).toEqual(['Written on'])
  await copy.discard()
  expect(await rowCount()).toBe(0)
})

test('a slow browser holds up the board for 3 s, and its copy counts when it has come', async () => {
  const factory = useDatabases()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const open = Promise.withResolvers<void>()
  vi.stubGlobal('indexedDB', { open: (name: string) => later(open.promise, factory.open(name)) })
  const reports: boolean[] = []
  const copy = openBrowserCopy('board', new Y.Doc(), (isKept) => reports.push(isKept))
  await vi.advanceTimersByTimeAsync(3_000)
  await copy.loaded
  expect(reports).toEqual([false])
  open.resolve()
  await vi.waitFor(() => expect(reports).toEqual([false, true]))
})

test('a database that the browser refuses to open holds up nothing, and its copy can still be put away', async () => {
  // No time passes: a wait for the timeout would never end.
  vi.useFakeTimers()
  vi.stubGlobal('indexedDB', { open: refused })
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const reports: boolean[] = []
  const copy = openBrowserCopy('board', new Y.Doc(), (isKept) => reports.push(isKept))
  await copy.loaded
  expect(reports).toEqual([false])
  await copy.readOtherTabs()
  await copy.discard()
  copy.close()
  vi.advanceTimersByTime(10_000)
  await Promise.resolve()
  expect(reports).toEqual([false])
})

/** As with a full disk: the request fails soon after. */
function refused() {
  const request = {
    error: new DOMException('Full.', 'QuotaExceededError'),
    onerror: undefined as ((event: unknown) => void) | undefined,
  }
  queueMicrotask(() => request.onerror?.({ target: request }))
  return request
}

/** Databases in memory, gone with the test. */
function useDatabases(): IDBFactory {
  const factory = new IDBFactory()
  vi.stubGlobal('indexedDB', factory)
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
  onTestFinished(() => void vi.unstubAllGlobals())
  return factory
}

/** A tab that has the copy open and loaded; its document is a list of words. */
async function visit() {
  const doc = new Y.Doc()
  const reports: boolean[] = []
  const copy = openBrowserCopy('board', doc, (isKept) => reports.push(isKept))
  onTestFinished(copy.close)
  await copy.loaded
  const list = doc.getArray<string>('words')
  return { doc, copy, reports, words: () => list.toArray(), write: (word: string) => list.push([word]) }
}

async function openAny(): Promise<IDBDatabase> {
  const db = await openDB('board', (created) =>
    createStores(created, [['updates', { autoIncrement: true }], ['custom']]),
  )
  onTestFinished(() => db.close())
  return db
}

function storeOf(db: IDBDatabase): IDBObjectStore {
  const [updates] = transact(db, ['updates'])
  if (!updates) throw new Error('the copy has no store of updates')
  return updates
}

async function rowCount(): Promise<number> {
  return (await getAll(storeOf(await openAny()))).length
}

/** The words as y-indexeddb would read them: all rows, applied in order. */
async function storedWords(): Promise<readonly string[]> {
  const doc = new Y.Doc()
  for (const row of await getAll(storeOf(await openAny()))) Y.applyUpdate(doc, row)
  return doc.getArray<string>('words').toArray()
}

/** The request's answer, given no earlier than the promise settles. */
function later(until: Promise<void>, request: IDBOpenDBRequest): IDBOpenDBRequest {
  const held = {
    onupgradeneeded: undefined as ((event: unknown) => void) | undefined,
    onsuccess: undefined as ((event: unknown) => void) | undefined,
    onerror: undefined as ((event: unknown) => void) | undefined,
  }
  request.addEventListener('upgradeneeded', (event) => held.onupgradeneeded?.(event))
  request.addEventListener('success', (event) => {
    const target = event.target
    void until.then(() => held.onsuccess?.({ target }))
  })
  return held as unknown as IDBOpenDBRequest
}

test('a large row of the copy is applied in a turn of its own, so that the page draws what came before it', async () => {
  const written = new Y.Doc()
  const rows: Uint8Array[] = []
  written.on('update', (row: Uint8Array) => rows.push(row))
  const words = written.getMap('words')
  for (const [name, text] of [
    ['small', 'a'],
    ['large', 'a'.repeat(2 * largeBytes)],
    ['last', 'b'],
  ] as const)
    words.set(name, text)
  const doc = new Y.Doc()
  const seen: (readonly string[])[] = []
  doc.on('afterTransaction', () => seen.push([...doc.getMap('words').keys()]))
  await applyInTurns(doc, rows, null, () => Promise.resolve(true))
  expect(seen[0]).toEqual(['small'])
  expect(seen.at(-1)).toEqual(['small', 'large', 'last'])
})
