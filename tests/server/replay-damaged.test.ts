import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { crc32, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { writePage } from '#server/archive/replay-page.ts'
import { backUp } from '#server/store/sqlite/backup.ts'
import { openStore } from '#server/open-store.ts'
import type { Store } from '#server/contracts/store.ts'
import { addNote, notesOf, placeNote, removeNotes } from '#shared/board/note.ts'
import { emptyReplayBoard, replayed, type ReplayStep } from '#shared/board/replay.ts'
import { Role } from '#shared/workshop/role.ts'
import { fillDisk } from '#tests/support/full-disk.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { readableReplayOf, replayOf } from '#tests/support/replay.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }
const note = { kind: 'idea', tint: 'sun', x: 0, y: 0, z: 1, cluster: null, photo: null } as const

test('a damaged page is recorded again as far as the log reaches, and the board is not reported as damaged', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  const gone = addNote(ada.client.doc, { ...plain, text: 'taken away' })
  await ada.client.allSaved()
  removeNotes(ada.client.doc, [gone])
  await addProposals(ada, 2)
  const { session } = ada.session
  const before = await replayOf(server, board, session)
  spoilPages(server.dataDir)
  expect(backUp(server.dataDir, join(await newDataDir(), 'backup')).damagedRows).toBe(1)
  const path = `/api/boards/${board.id}/replay/${before.index.pages[0]?.id}`
  expect(await server.ask('GET', path, undefined, session)).toMatchObject({ status: 404 })
  const after = await replayOf(server, board, session)
  expect(after.index.gaps).toEqual([])
  expect(after.steps).toEqual(before.steps)
  expect(asideOf(server.dataDir)).toEqual([{ source: 'replay', data: new Uint8Array([31, 139, 0]) }])
  expect((await server.store.load(board.id))?.repairedAt).toBeUndefined()
  expect(backUp(server.dataDir, join(await newDataDir(), 'again')).damagedRows).toBe(0)
})

test('a page damaged before an addition is found at the addition', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  await addProposals(ada, 2)
  const { session } = ada.session
  await replayOf(server, board, session)
  spoilPages(server.dataDir)
  await addProposals(ada, 1)
  const { index, steps } = await replayOf(server, board, session)
  expect(index.gaps).toEqual([])
  expect(wordsOf(steps)).toEqual(['Proposal 0', 'Proposal 0', 'Proposal 1'])
  expect(asideOf(server.dataDir)).toHaveLength(1)
})

test.each([1, 2])(
  'changes folded since (%i times) are recorded again too, while their rows are kept',
  async (folds) => {
    const dir = await newDataDir()
    const store = await openStore(dir)
    onTestFinished(() => store.close())
    const doc = new Y.Doc()
    const waiting: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => waiting.push(update))
    await store.createBoard(
      { id: 'b', title: '', language: 'en', created: 1 },
      [],
      Y.encodeStateAsUpdate(doc),
    )
    const snapshots = () => inDatabase(dir, (db) => db.prepare('SELECT through FROM snapshots').all().length)
    for (let fold = 1; fold <= folds; fold += 1) {
      for (let index = 0; index < 600; index += 1) {
        addNote(doc, { ...plain, text: `${fold} ${index}` })
        void store.append('b', waiting.splice(0), [])
      }
      await expect.poll(snapshots).toBe(fold)
    }
    const gone = addNote(doc, { ...plain, text: 'gone' })
    await store.append('b', waiting.splice(0), [])
    removeNotes(doc, [gone])
    addNote(doc, { ...plain, text: 'last' })
    await store.append('b', waiting.splice(0), [])
    // After what took much of a busy machine's time the board rests, and is recorded a moment later.
    const isRecorded = () => expect.poll(async () => wordsOf(await stepsOf(store))).toContain('last')
    await isRecorded()
    const before = await store.replayOf('b')
    const steps = await stepsOf(store)
    spoilPages(dir)
    for (const { id } of before.pages) expect(await store.readReplay('b', id)).toBeUndefined()
    await isRecorded()
    const again = await store.replayOf('b')
    const found = await stepsOf(store)
    expect(found[0]?.isWhole).toBe(true)
    expect(wordsOf(found)).toEqual(wordsOf(steps))
    expect(wordsOf(found)).toHaveLength(folds * 600 + 1)
    // The log has its first rows until it is folded a second time.
    if (folds === 1) expect(again.gaps).toEqual([])
    if (folds === 1) expect(found.map(({ at }) => at)).toEqual([...new Set(steps.map(({ at }) => at))])
  },
)

test('a part that cannot be recorded again is a gap that ends with the next change', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  addNote(fay.client.doc, { ...plain, text: 'lost' })
  await fay.client.allSaved()
  const { session } = fay.session
  const before = await replayOf(server, board, session)
  // As after a clearing: nothing of the log up to here is to come back.
  inDatabase(server.dataDir, (db) => db.exec('UPDATE replays SET since = through'))
  spoilPages(server.dataDir)
  const lost = await readableReplayOf(server, board, session)
  expect(lost.steps).toEqual([])
  const from = before.steps[0]?.at ?? 0
  expect((await replayOf(server, board, session)).index).toMatchObject({
    pages: [],
    gaps: [{ from, until: null }],
  })
  // The next step is later than the one that was lost.
  await expect.poll(() => Date.now() - from).toBeGreaterThan(2_000)
  addNote(fay.client.doc, { ...plain, text: 'afterwards' })
  await fay.client.allSaved()
  const { index, steps } = await replayOf(server, board, session)
  expect(index.gaps).toEqual([{ from, until: steps[0]?.at }])
  expect(wordsOf(steps)).toEqual(['afterwards', 'lost'])
  await server.ask('DELETE', `/api/boards/${board.id}/replay`, undefined, session)
  expect((await replayOf(server, board, session)).index).toMatchObject({ pages: [], gaps: [] })
  expect(asideOf(server.dataDir)).toEqual([])
})

test('a cleared replay does not come back when a later page is damaged', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const gone = addNote(fay.client.doc, { ...plain, text: 'cleared' })
  await fay.client.allSaved()
  removeNotes(fay.client.doc, [gone])
  await fay.client.allSaved()
  const { session } = fay.session
  await replayOf(server, board, session)
  await server.ask('DELETE', `/api/boards/${board.id}/replay`, undefined, session)
  addNote(fay.client.doc, { ...plain, text: 'afterwards' })
  await fay.client.allSaved()
  await replayOf(server, board, session)
  spoilPages(server.dataDir)
  await readableReplayOf(server, board, session)
  const { steps } = await replayOf(server, board, session)
  expect(wordsOf(steps)).toEqual(['afterwards'])
  expect(JSON.stringify(steps)).not.toContain('cleared')
})

test('a damaged page and the pages that depend on it are lost, up to a step with the whole board', async () => {
  const { dir, store } = await storeWith([
    [{ at: 2_000, isWhole: true, notes: [{ id: 'a', text: 'first', ...note }] }],
    [{ at: 8_000, notes: [{ id: 'b', text: 'second', ...note }] }],
    [{ at: 12_000, notes: [{ id: 'b', text: 'third' }] }],
    [
      { at: 14_000, notes: [{ id: 'b', text: 'fourth' }] },
      { at: 20_000, isWhole: true, notes: [{ id: 'b', text: 'fifth', ...note }] },
    ],
    [{ at: 22_000, notes: [{ id: 'c', text: 'sixth', ...note }] }],
  ])
  const [, second] = (await store.replayOf('b')).pages
  spoilPages(dir, second?.id)
  expect((await store.replayOf('b')).pages).toHaveLength(5)
  expect(await store.readReplay('b', second?.id ?? 0)).toBeUndefined()
  const { pages, gaps } = await store.replayOf('b')
  expect(gaps).toEqual([{ from: 8_000, until: 20_000 }])
  expect(pages.map(({ from, until }) => [from, until])).toEqual([
    [2_000, 2_000],
    [20_000, 20_000],
    [22_000, 22_000],
  ])
  expect(wordsOf(await stepsOf(store))).toEqual(['fifth', 'sixth'])
  expect(asideOf(dir).map(({ data }) => data.byteLength > 3)).toEqual([false, true, true])

  // Damaged pages are kept as long as the replay itself.
  await store.sweepReplays(10_000)
  expect(asideOf(dir)).toHaveLength(2)
  // Nobody knows how the board stood then: it begins with the next step that says everything.
  expect((await store.replayOf('b')).pages.map(({ from }) => from)).toEqual([20_000, 22_000])
  expect((await store.replayOf('b')).gaps).toEqual([{ from: 8_000, until: 20_000 }])
  await store.sweepReplays(21_000)
  expect(asideOf(dir)).toEqual([])
  expect((await store.replayOf('b')).gaps).toEqual([])
  expect(wordsOf(await stepsOf(store))).toEqual(['fifth', 'sixth'])
})

test('a damaged page without its log is a gap until a later page contains the whole board', async () => {
  const dir = await newDataDir()
  const store = await openStore(dir)
  onTestFinished(() => store.close())
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  const doc = new Y.Doc()
  const noise = Array.from({ length: 4_000 }, () => randomBytes(9).toString('base64'))
  const ids = doc.transact(() => noise.map((text) => addNote(doc, { ...plain, text })))
  await store.createBoard({ id: 'b', title: '', language: 'en', created: 1 }, [], Y.encodeStateAsUpdate(doc))
  doc.on('update', (update: Uint8Array) => void store.append('b', [update], []))
  const pagesAre = async (count: number) => {
    const read = async () => (await store.replayOf('b')).pages
    await expect.poll(async () => (await read()).length).toBe(count)
    return read()
  }
  const [oldest] = await pagesAre(1)
  for (let count = 2; count <= 11; count += 1) {
    // A gap has a duration, so that it can be reported.
    if (count === 4) await expect.poll(() => Date.now() - (oldest?.from ?? 0)).toBeGreaterThan(4_000)
    doc.transact(() => {
      for (const id of ids) placeNote(doc, id, { x: random.below(9_999), y: random.below(9_999) })
    })
    await pagesAre(count)
  }
  inDatabase(dir, (db) => db.exec('UPDATE replays SET since = through'))
  const before = await pagesAre(11)
  const lost = before[1]
  spoilPages(dir, lost?.id)
  expect(await store.readReplay('b', lost?.id ?? 0)).toBeUndefined()

  const { pages, gaps } = await store.replayOf('b')
  expect(pages[0]).toEqual(before[0])
  expect(pages.length).toBeGreaterThan(3)
  expect(gaps).toEqual([{ from: lost?.from, until: pages[1]?.from }])
  const { notes } = replayed(emptyReplayBoard, await stepsOf(store))
  const places = new Map([...notes.values()].map(({ id, x, y }) => [id, [x, y]]))
  expect(places).toEqual(new Map(notesOf(doc).map(({ id, x, y }) => [id, [x, y]])))
})

test('a damaged page does not keep old steps, and its bytes are removed with them', async () => {
  const { dir, store } = await storeWith([
    [{ at: 2_000, isWhole: true, notes: [{ id: 'a', text: 'first', ...note }] }],
    [{ at: 8_000, notes: [{ id: 'b', text: 'second', ...note }] }],
    [{ at: 20_000, isWhole: true, notes: [{ id: 'b', text: 'third', ...note }] }],
  ])
  spoilPages(dir, (await store.replayOf('b')).pages[1]?.id)
  await store.sweepReplays(10_000)
  expect((await store.replayOf('b')).pages.map(({ from }) => from)).toEqual([20_000])
  expect(asideOf(dir)).toEqual([])
})

test.skipIf(process.platform !== 'linux')(
  'on a full disk too, a damaged page does not block the others',
  async () => {
    const server = await spawnServer({ dataDir: await newDataDir() })
    const board = await server.createBoard()
    const ada = await joinBoard(server, board)
    await addProposals(ada, 1)
    const { session } = ada.session
    const { index } = await replayOf(server, board, session)
    spoilPages(server.dataDir)
    fillDisk(server)
    const path = `/api/boards/${board.id}/replay`
    const page = `${path}/${index.pages[0]?.id}`
    expect(await server.ask('GET', page, undefined, session)).toMatchObject({ status: 404 })
    expect(await server.ask('GET', path, undefined, session)).toMatchObject({ status: 200 })
    expect(await server.ask('GET', page, undefined, session)).toMatchObject({ status: 404 })
  },
)

/** As a bad disk does: all pages, or one. */
function spoilPages(dir: string, id?: number): void {
  inDatabase(dir, (db) =>
    db.prepare("UPDATE replay_pages SET data = x'1f8b00' WHERE coalesce(id = ?, 1)").run(id ?? null),
  )
}

function asideOf(dir: string) {
  return inDatabase(
    dir,
    (db) =>
      db.prepare('SELECT source, data FROM damaged ORDER BY seq').all() as unknown as readonly {
        source: string
        data: Uint8Array
      }[],
  )
}

/** A store that records nothing, with these pages of a replay. */
async function storeWith(pages: readonly (readonly ReplayStep[])[]): Promise<{ dir: string; store: Store }> {
  const dir = await newDataDir()
  const first = await openStore(dir, { replay: { isRecorded: false } })
  await first.createBoard({ id: 'b', title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
  await first.close()
  inDatabase(dir, (db) => {
    const insert = db.prepare(
      'INSERT INTO replay_pages (board, first, last, grain, data, checksum) VALUES (?, ?, ?, 2000, ?, ?)',
    )
    for (const steps of pages) {
      const page = writePage(steps)
      if (!page) throw new Error('a page has steps')
      insert.run('b', page.first, page.last, page.data, crc32(page.data))
    }
  })
  const store = await openStore(dir, { replay: { isRecorded: false } })
  onTestFinished(() => store.close())
  return { dir, store }
}

async function stepsOf(store: Store): Promise<readonly ReplayStep[]> {
  const { pages } = await store.replayOf('b')
  const read = await Promise.all(pages.map(({ id }) => store.readReplay('b', id)))
  return read.flatMap((bytes) => (bytes ? (JSON.parse(gunzipSync(bytes).toString()) as ReplayStep[]) : []))
}

function wordsOf(steps: readonly ReplayStep[]): readonly string[] {
  return [...replayed(emptyReplayBoard, steps).notes.values()].map(({ text }) => text).toSorted()
}
