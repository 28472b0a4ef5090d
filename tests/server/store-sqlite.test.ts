import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { nanoid } from 'nanoid'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '#server/open-store.ts'
import { moveRows } from '#server/store/rows/move.ts'
import { openStoreThread } from '#server/store/rows/open-store.ts'
import { openSqlite } from '#server/store/sqlite/sqlite-rows.ts'
import { inDatabase, pageSizeOf } from '#tests/support/damage-database.ts'
import { describeStore } from './store-suite.ts'
import {
  folderOf,
  newStoreFolder,
  openStoreIn,
  reopenStore,
  storeNewBoard,
} from '#tests/support/sqlite-fixtures.ts'

describeStore({ open: async () => openStoreIn(await newStoreFolder()), reopen: reopenStore })

test('a photo damaged on disk is not served, and sending it again repairs it', async () => {
  const store = await openStoreIn(await newStoreFolder())
  const board = await storeNewBoard(store)
  const data = new Uint8Array([1, 2, 3])
  const id = createHash('sha256').update(data).digest('base64url')
  const photo = { board, id, participant: 'ana', type: 'image/jpeg', data, at: 1 }
  await store.putPhoto(photo, { bytes: 100, count: 9 })
  inDatabase(folderOf(store), (db) => db.exec("UPDATE photos SET data = x'010299'"))
  expect(await store.readPhoto(board, id)).toBeUndefined()
  await store.putPhoto(photo, { bytes: 100, count: 9 })
  expect(await store.readPhoto(board, id)).toEqual({ type: 'image/jpeg', data })
})

test('a move whose copy is not the same leaves its target empty, for the next one', async () => {
  const open = async () =>
    openSqlite({ dir: await newStoreFolder(), replay: { isRecorded: false, maxBytes: 0 } }, () => {})
  const [from, to] = [await open(), await open()]
  onTestFinished(async () => {
    await from.close()
    await to.close()
  })
  await from.prepare("INSERT INTO withdrawn_pages (id) VALUES ('page')").run()
  const isCopy = (text: string) => text.startsWith('INSERT INTO withdrawn_pages')
  const wrong = {
    ...to,
    prepare: (text: string) => to.prepare(isCopy(text) ? text.replace('(?)', "(? || '?')") : text),
  }
  await expect(moveRows(from, wrong)).rejects.toThrow('withdrawn_pages is not the same in both')
  await moveRows(from, to)
  expect(await to.prepare('SELECT id FROM withdrawn_pages').all()).toEqual([{ id: 'page' }])
})

test('a constraint of the database and an error of the disk are told apart', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const board = await storeNewBoard(store)
  const update = new Uint8Array([0, 0])
  const kept = store.append(board, [update], [])
  await expect(store.append('nowhere', [update], [])).rejects.toMatchObject({ kind: 'rule' })
  await kept
  const other = new DatabaseSync(join(dir, 'boussole.sqlite'))
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  await expect(store.append(board, [update], [])).rejects.toMatchObject({ kind: 'disk' })
  await expect(store.append('nowhere', [update], [])).rejects.toMatchObject({ kind: 'disk' })
  other.exec('ROLLBACK')
  await store.close()
  await expect(store.append(board, [update], [])).rejects.toMatchObject({ kind: 'disk' })
})

test('what a lost thread was asked has an unknown outcome, and what it is asked later has none', async () => {
  const script = `
    import { parentPort } from 'node:worker_threads'
    parentPort.once('message', () => process.exit(1))
    parentPort.postMessage({ kind: 'ready' })`
  const thread = new URL(`data:text/javascript,${encodeURIComponent(script)}`)
  const lost: string[] = []
  const store = await openStoreThread('nowhere', thread, { lost: (problem) => lost.push(problem) })
  await expect(store.probe()).rejects.toMatchObject({ kind: 'unknown' })
  await expect(store.probe()).rejects.toMatchObject({ kind: 'disk' })
  expect(lost).toHaveLength(1)
})

test('two servers cannot open the same folder', async () => {
  const dir = await newStoreFolder()
  await openStoreIn(dir)
  await expect(openStore(dir)).rejects.toThrow('in use by another Boussole')
})

test('a folder that cannot be one is refused with a sentence', async () => {
  const dir = await newStoreFolder()
  await writeFile(join(dir, 'file'), '')
  await expect(openStore(join(dir, 'file'))).rejects.toThrow(/^The data folder .* cannot be written to/)
})

test('a damaged database is refused with a sentence', async () => {
  const dir = await newStoreFolder()
  await writeFile(join(dir, 'boussole.sqlite'), Buffer.alloc(8_192, 'not a database'))
  await expect(openStore(dir)).rejects.toThrow(
    /^The data folder .*damaged\. Restore a backup with .*\.recover.*restores it\.$/,
  )
})

test('damage in the middle of the tables is found at start', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  for (let index = 0; index < 50; index += 1) void storeNewBoard(store)
  await store.close()
  const file = join(dir, 'boussole.sqlite')
  const bytes = await readFile(file)
  const { root, size } = inDatabase(dir, (db) => {
    const found = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'boards'").get()
    return { root: Number(found?.['rootpage']), size: pageSizeOf(db) }
  })
  bytes.fill(0xff, (root - 1) * size, root * size)
  await writeFile(file, bytes)
  await expect(openStore(dir)).rejects.toThrow('damaged')
})

test('a folder of a newer version is refused and left alone', async () => {
  const dir = await newStoreFolder()
  await (await openStoreIn(dir)).close()
  inDatabase(dir, (db) => db.exec('PRAGMA user_version = 999'))
  await expect(openStore(dir)).rejects.toThrow('newer Boussole')
})

test('the ballots of a closed round are nowhere in the folder', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const board = await storeNewBoard(store)
  const options = Array.from({ length: 40 }, (_, index) => `option-${index}`)
  await store.openPoll(board, {
    id: 'r',
    method: 'dots',
    board,
    number: 1,
    title: '',
    target: 'notes',
    options,
    budget: 100,
    cap: 5,
    isSecret: true,
    deadline: null,
    openedAt: 1,
    previous: null,
    key: 'planted-round-key',
    hands: null,
    outcome: null,
  })
  const votes = options.flatMap((option) =>
    ['planted-voter-1', 'planted-voter-2', 'planted-voter-3'].map((voter) =>
      store.changeDots({ round: 'r', voter, person: null, option, change: 1, key: nanoid(), now: 2 }),
    ),
  )
  await Promise.all(votes)
  expect(await filesWith(dir, 'planted-voter')).not.toEqual([])
  await store.closePoll('r', 3, [])
  expect(await filesWith(dir, 'planted-')).toEqual([])
})

test('the previous snapshot and the rows after it stay, and are enough', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const board = await storeNewBoard(store, new Uint8Array([0, 0]))
  const snapshots = (): number =>
    inDatabase(dir, (db) => db.prepare('SELECT through FROM snapshots').all().length)
  for (let index = 0; index < 600; index += 1) void store.append(board, [new Uint8Array([0, 0])], [])
  await expect.poll(snapshots).toBe(1)
  for (let index = 0; index < 600; index += 1) void store.append(board, [new Uint8Array([0, 0])], [])
  await expect.poll(snapshots).toBe(2)
  for (let index = 0; index < 600; index += 1) void store.append(board, [new Uint8Array([0, 0])], [])
  await expect.poll(() => Number(oldestRow(dir)) > 700).toBe(true)
  await store.close()
  const kept = inDatabase(dir, (db) => ({
    snapshots: db.prepare('SELECT through FROM snapshots ORDER BY through').all(),
    first: Number(oldestRow(dir)),
  }))
  expect(kept.snapshots).toHaveLength(2)
  expect(kept.first).toBe(Number(kept.snapshots[0]?.['through']) + 1)
})

test('a log that cannot be folded stays as it is, with one warning', async () => {
  const warnings: string[] = []
  const store = await openStore(await newStoreFolder(), { warn: (problem) => warnings.push(problem) })
  onTestFinished(() => store.close())
  const board = await storeNewBoard(store)
  const broken = new Uint8Array([1, 1, 1, 0, 255])
  for (let index = 0; index < 600; index += 1) void store.append(board, [broken], [])
  await expect.poll(() => warnings.length).toBe(1)
  expect(warnings[0]).toContain(`folding the log of board ${board}`)
  expect((await store.load(board))?.updates).toHaveLength(601)
})

test('the database can be read by another program while the server runs', async () => {
  const dir = await newStoreFolder()
  const store = await openStoreIn(dir)
  const board = await storeNewBoard(store)
  expect(inDatabase(dir, (db) => db.prepare('SELECT id FROM boards').all())).toEqual([{ id: board }])
  await store.probe()
})
function oldestRow(dir: string): unknown {
  return inDatabase(dir, (db) => db.prepare('SELECT min(seq) AS seq FROM log').get()?.['seq'])
}

async function filesWith(dir: string, text: string): Promise<readonly string[]> {
  const names = await readdir(dir)
  const contents = await Promise.all(names.map((name) => readFile(join(dir, name), 'latin1')))
  return names.filter((_, index) => contents[index]?.includes(text))
}
