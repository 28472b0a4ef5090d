import { expect, onTestFinished, test } from 'vitest'
import { lastGoodState, openArchive } from '#server/archive/open-archive.ts'
import { oneByOne } from '#server/basics/yield-turn.ts'
import { archiveRows } from '#server/store/rows/archive-rows.ts'
import { checkpointRows } from '#server/store/rows/checkpoints.ts'
import { openDatabase } from '#server/store/sqlite/database.ts'
import { BoardLog } from '#server/store/rows/log.ts'
import { LogRepair } from '#server/store/rows/repair.ts'
import { RequestGroups } from '#server/store/rows/request-groups.ts'
import { operationsOf } from '#server/store/rows/serve-store.ts'
import { sqliteRows } from '#server/store/sqlite/sqlite-rows.ts'
import { openStore } from '#server/open-store.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { newStoreFolder, openStoreIn, storeNewBoard } from '#tests/support/sqlite-fixtures.ts'

test('boards take turns at having their checkpoints read', async () => {
  const { db, close } = openDatabase(await newStoreFolder())
  onTestFinished(close)
  const { keepCheckpoint, next, fill, giveUp } = checkpointRows(sqliteRows(db), () => undefined)
  const keep = async (board: string, id: string): Promise<void> => {
    const at = Number(id.slice(-1))
    await keepCheckpoint({ id, board, reason: CheckpointReason.demand, at, apartMs: 0, kept: 100 })
  }
  for (const board of ['large', 'small', 'third'])
    db.prepare("INSERT INTO boards (id, title, language, created) VALUES (?, '', 'en', 1)").run(board)
  for (let index = 1; index < 5; index += 1) await keep('large', `large-${index}`)
  await keep('small', 'small-1')
  const content = { notes: 0, clusters: 0, file: new Uint8Array(), authors: new Uint8Array(), photos: [] }
  const order: string[] = []
  for (let unread = await next(); unread; unread = await next()) {
    order.push(unread.id)
    if (order.length === 2) await keep('third', 'third-1')
    if (order.length === 4) giveUp(unread.id)
    else await fill(unread.id, content)
  }
  expect(order).toEqual(['large-1', 'small-1', 'third-1', 'large-2', 'large-3', 'large-4'])
})

test('a board’s checkpoints have a size limit, and the oldest automatic ones go first', async () => {
  const { db, close } = openDatabase(await newStoreFolder())
  onTestFinished(close)
  const { keepCheckpoint, next, fill, checkpointsOf } = checkpointRows(sqliteRows(db), () => undefined, 1_000)
  for (const board of ['one', 'other'])
    db.prepare("INSERT INTO boards (id, title, language, created) VALUES (?, '', 'en', 1)").run(board)
  const { demand, round } = CheckpointReason
  const keep = async (board: string, at: number, reason: CheckpointReason, bytes: number): Promise<void> => {
    const id = `${board}-${at}`
    await keepCheckpoint({ id, board, reason, at, apartMs: 0, kept: 100 })
    const content = { notes: 0, clusters: 0, authors: new Uint8Array(), photos: [] }
    await fill((await next())?.id ?? '', { ...content, file: new Uint8Array(bytes) })
  }
  const left = async (board: string) => (await checkpointsOf(board)).map(({ at }) => at)
  await keep('other', 1, round, 900)
  for (const [at, reason] of [demand, round, round, demand].entries()) await keep('one', at + 1, reason, 250)
  expect(await left('one')).toEqual([4, 3, 2, 1])
  await keep('one', 5, demand, 250)
  expect(await left('one')).toEqual([5, 4, 3, 1])
  await keep('one', 6, round, 600)
  expect(await left('one')).toEqual([6, 5])
  await keep('one', 7, round, 5_000)
  expect(await left('one')).toEqual([7])
  expect(await left('other')).toEqual([1])
})

test('when little disk space is left, nothing grows, data can be read, and deletions work', async () => {
  const dir = await newStoreFolder()
  const first = await openStoreIn(dir)
  const [board, kept] = [await storeNewBoard(first), await storeNewBoard(first)]
  await first.close()
  const store = await openStore(dir, { floor: Number.MAX_SAFE_INTEGER })
  onTestFinished(() => store.close())
  const refused = { name: 'StoreError', kind: 'disk' }
  await expect(store.append(kept, [new Uint8Array([0, 0])], [])).rejects.toMatchObject(refused)
  await expect(storeNewBoard(store)).rejects.toMatchObject(refused)
  await expect(store.probe()).rejects.toMatchObject(refused)
  expect(await store.load(kept)).toBeDefined()
  await store.deleteBoard(board)
  expect(await store.findBoard(board)).toBeUndefined()
})

test('a request that needs more room than there is fails alone, and not the group that it came with', async () => {
  const { db, close } = openDatabase(await newStoreFolder())
  onTestFinished(close)
  const ignore = (): void => undefined
  const sql = sqliteRows(db)
  const log = new BoardLog(sql, new LogRepair(sql, lastGoodState, ignore), () => 1)
  const checkpoints = checkpointRows(sql, ignore)
  const rows = archiveRows(sql, { log, checkpoints, inTurn: oneByOne(), settled: ignore, warn: ignore })
  const archive = openArchive(rows, { isRecorded: false, maxBytes: 1 })
  onTestFinished(archive.close)
  const operations = operationsOf(sql, { log, checkpoints, archive, warn: ignore })
  const groups = new RequestGroups({ db: sql, operations, log, isShort: () => false })
  db.exec("INSERT INTO boards (id, title, language, created) VALUES ('b', '', 'en', 1)")
  const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count'])
  db.exec(`PRAGMA max_page_count = ${pages + 8}`)
  const append = (id: number, bytes: number) => {
    const args = ['b', [new Uint8Array(bytes).fill(id)], []]
    return { id, name: 'append', args } as const
  }
  const replies = await groups.run([append(1, 10), append(2, 1_000_000), append(3, 10)])
  expect(replies.map((reply) => (reply.ok ? 'ok' : reply.kind))).toEqual(['ok', 'disk', 'ok'])
  expect((await log.load('b'))?.updates.map(([first]) => first)).toEqual([1, 3])
})
