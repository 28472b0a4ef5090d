import { crc32 } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { DocumentSize } from '#server/documents/document-size.ts'
import { loadDocument } from '#server/documents/load-document.ts'
import { documentLimits, createMemoryPools } from '#server/documents/memory-pools.ts'
import { openStore } from '#server/open-store.ts'
import type { StoredBoard } from '#server/contracts/boards.ts'
import type { Store } from '#server/contracts/store.ts'
import { addNote, notesOf, removeNotes } from '#shared/board/note.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { newDataDir } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }
const notes = 2_000
const text = 'word '.repeat(100)
const board = 'b1'

test('a large board that was folded is read a part at a time, with a turn for others after each', async () => {
  const { stored } = await foldedBoard()
  const bytes = bytesOf(stored)
  expect(bytes).toBeGreaterThan(notes * text.length)
  const { bounds, pool } = createMemoryPools().boards
  const size = DocumentSize.reserve(bytes, bounds, pool)
  if (!size) throw new Error('there is room for one document')
  let turns = 0
  const { doc } = await loadDocument(stored, size, async () => void (turns += 1))
  expect(notesOf(doc)).toHaveLength(notes + 1)
  expect(turns).toBeGreaterThan(bytes / (2 * documentLimits.loadBytes))
})

test('text deleted from a large board is in no snapshot or log after two more foldings', async () => {
  const { dir, store, doc, fold, stored } = await foldedBoard()
  expect(Buffer.concat(stored.updates).includes('planted')).toBe(true)
  removeNotes(doc, ['secret'])
  // Rows stay until the last snapshot but one has what is in them.
  for (let time = 0; time < 2; time += 1) {
    addMany(doc)
    await fold()
  }
  const planted = (table: string) =>
    inDatabase(dir, (db) =>
      db.prepare(`SELECT count(*) AS n FROM ${table} WHERE instr(data, CAST('planted' AS BLOB))`).get(),
    )
  await expect.poll(() => ['log', 'snapshots'].map(planted)).toEqual([{ n: 0 }, { n: 0 }])
  expect(notesIn(await store.load(board))).toEqual(idsOf(doc))
})

test('a large board that an earlier version folded into one update opens, and is cut then', async () => {
  const { dir, store, doc } = await foldedBoard()
  await store.close()
  const former = Y.encodeStateAsUpdate(doc)
  inDatabase(dir, (db) =>
    db.prepare('UPDATE snapshots SET data = ?, checksum = ?').run(former, crc32(former)),
  )
  const again = await open(dir)
  const uncut = await again.load(board)
  expect(uncut?.updates).toEqual([former])
  await expect
    .poll(async () => (await again.load(board))?.updates.length)
    .toBeGreaterThan(former.byteLength / (2 * documentLimits.loadBytes))
  const cut = await again.load(board)
  expect(notesIn(cut)).toEqual(notesIn(uncut))
  expect(bytesOf(cut)).toBeLessThan(1.01 * former.byteLength)
  expect(inDatabase(dir, (db) => db.prepare('SELECT count(*) AS n FROM snapshots').get())).toEqual({ n: 1 })
})

test('a damaged slice costs nothing: the rows that the snapshot was made of make up for it', async () => {
  const { dir, store, doc } = await foldedBoard()
  await store.close()
  inDatabase(dir, (db) => {
    const data = db.prepare('SELECT data FROM snapshots').get()?.['data'] as Uint8Array
    data[data.length - 9] = (data[data.length - 9] ?? 0) ^ 1
    db.prepare('UPDATE snapshots SET data = ?').run(data)
  })
  const again = await open(dir)
  const repaired = await again.load(board)
  expect(repaired?.repairedAt).toBeGreaterThan(0)
  expect(notesIn(repaired)).toEqual(idsOf(doc))
  // The repair is cut as well, and read the next time.
  expect((await again.load(board))?.updates).toEqual(repaired?.updates)
  expect(repaired?.updates.length).toBeGreaterThan(2)
})

test('the size of a board is known before it is read', async () => {
  const { store, stored } = await foldedBoard()
  const bytes = await store.storedBytes(board)
  expect(bytes).toBeGreaterThanOrEqual(bytesOf(stored))
  expect(bytes).toBeLessThan(1.01 * bytesOf(stored))
  await store.append(board, [new Uint8Array([0, 0])], [])
  expect(await store.storedBytes(board)).toBe((bytes ?? 0) + 2)
  expect(await store.storedBytes('nowhere')).toBeUndefined()
})

test('a board for which there is no room in memory is not read', async () => {
  const read: string[] = []
  const { rooms, store, newBoard } = await startRelay({
    documentsMemory: 16 * documentLimits.smallMemory,
    around: (real) => ({
      ...real,
      load: async (id) => {
        read.push(id)
        return real.load(id)
      },
    }),
  })
  const boards = await Promise.all(Array.from({ length: 8 }, newBoard))
  const pad = new Y.Doc()
  pad.getMap('meta').set('pad', 'x'.repeat(200_000))
  for (const { id } of boards) await store.append(id, [Y.encodeStateAsUpdate(pad)], [])
  const opened = await Promise.allSettled(boards.map(async ({ id }) => rooms.withBoard(id, async () => id)))
  const open = opened.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  expect(open.length).toBeLessThan(boards.length)
  expect(read.toSorted()).toEqual(open.toSorted())
})

/** A board of about a megabyte, of which there is one snapshot and the rows that it was made of. */
async function foldedBoard() {
  const dir = await newDataDir()
  const store = await open(dir)
  await store.createBoard({ id: board, title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
  const doc = new Y.Doc()
  const made: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => made.push(update))
  const lastSnapshot = () =>
    inDatabase(dir, (db) => db.prepare('SELECT max(through) AS through FROM snapshots').get()?.['through'])
  /** Appends what is new, which must be enough for a new snapshot. */
  const fold = async (): Promise<void> => {
    const before = lastSnapshot()
    await store.append(board, made.splice(0), [])
    await expect.poll(lastSnapshot).not.toBe(before)
  }
  addNote(doc, { ...plain, id: 'secret', text: 'planted' })
  addMany(doc)
  await fold()
  const stored = await store.load(board)
  if (!stored) throw new Error('it has just been made')
  return { dir, store, doc, fold, stored }
}

function addMany(doc: Y.Doc): void {
  doc.transact(() => {
    for (let note = 0; note < notes; note += 1) addNote(doc, { ...plain, text })
  })
}

async function open(dir: string): Promise<Store> {
  const store = await openStore(dir)
  onTestFinished(() => store.close())
  return store
}

function bytesOf(stored: StoredBoard | undefined): number {
  return (stored?.updates ?? []).reduce((sum, { byteLength }) => sum + byteLength, 0)
}

function notesIn(stored: StoredBoard | undefined): readonly string[] {
  const doc = new Y.Doc()
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  return idsOf(doc)
}

function idsOf(doc: Y.Doc): readonly string[] {
  return notesOf(doc)
    .map(({ id }) => id)
    .toSorted()
}
