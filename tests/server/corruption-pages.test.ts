import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '#server/open-store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { addNote } from '#shared/board/note.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { openModel } from '#tests/support/open-model.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import {
  inDatabase,
  damageLastPage,
  damageLeafPages,
  damageLeafPagesInUse,
  damageRootPage,
} from '#tests/support/damage-database.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import {
  plainNote,
  openWarningStore,
  storeEmptyBoard,
  textUpdate,
  textsIn,
} from '#tests/support/damaged-store.ts'
import { until } from '#tests/support/until.ts'

test.each(['checkpoints', 'checkpoints_unread', 'replay_pages', 'photos', 'damaged'])(
  'a damaged page of %s leaves all else as it was, and is reported once',
  async (table) => {
    const { dir, store } = await openWarningStore()
    const [one, two] = [await storeEmptyBoard(store, 'one'), await storeEmptyBoard(store, 'two')]
    await store.keepCheckpoint({ id: 'c', board: one, reason: 'demand', at: 1, apartMs: 0, kept: 9 })
    await store.checkpointsOf(one)
    await store.close()
    damageRootPage(dir, table)

    const again = await openWarningStore(dir)
    for (const board of [one, two]) {
      await again.store.append(board, [textUpdate('kept')], [])
      expect(textsIn(await again.store.load(board))).toEqual(['kept'])
    }
    await again.store.probe()
    expect(again.warnings.length).toBeLessThan(2)
    await again.store.close()
  },
)

test('a damaged page of one board costs only its rows: the board opens, says so, and others are unaffected', async () => {
  const { dir, store } = await openWarningStore()
  for (const id of ['one', 'bad', 'two']) {
    await storeEmptyBoard(store, id)
    await store.append(
      id,
      Array.from({ length: 40 }, (_, index) => textUpdate(`${id} ${index} ${'.'.repeat(300)}`)),
      [],
    )
  }
  await store.close()
  expect(damageLeafPages(dir, 'log', 'bad 20 ')).toBe(1)

  const again = await openWarningStore(dir)
  const asked = ['one', 'two'].map((id) => again.store.append(id, [textUpdate('meanwhile')], []))
  const loaded = await again.store.load('bad')
  await Promise.all(asked)
  await again.store.probe()
  const left = textsIn(loaded)
  expect(left).not.toContain(`bad 20 ${'.'.repeat(300)}`)
  expect(left.length).toBeGreaterThan(20)
  expect(left.length).toBeLessThan(40)
  expect(loaded?.repairedAt).toBeGreaterThan(0)
  expect(again.warnings.join()).toMatch(/^board bad: [1-9]\d* damaged rows and 0 that build on them/)
  for (const id of ['one', 'two']) expect(textsIn(await again.store.load(id))).toHaveLength(41)

  const snapshots = () =>
    inDatabase(dir, (db) => db.prepare("SELECT through FROM snapshots WHERE board = 'bad'").all().length)
  for (let fold = 1; fold <= 2; fold += 1) {
    const before = inDatabase(dir, (db) =>
      db.prepare("SELECT max(through) AS through FROM snapshots WHERE board = 'bad'").get(),
    )
    const updates = Array.from({ length: 600 }, (_, index) => textUpdate(`after ${fold} ${index}`))
    await again.store.append('bad', updates, [])
    await expect
      .poll(() =>
        inDatabase(dir, (db) =>
          db.prepare("SELECT max(through) AS through FROM snapshots WHERE board = 'bad'").get(),
        ),
      )
      .not.toEqual(before)
  }
  // A replaced snapshot is deleted in a separate turn.
  await expect.poll(snapshots).toBeLessThanOrEqual(2)
  await again.store.close()
  const third = await openWarningStore(dir)
  expect(textsIn(await third.store.load('bad'))).toHaveLength(left.length + 1_200)
  expect(third.warnings).toEqual([])
})

test('a board whose index is damaged is refused alone, and not as if the disk were full', async () => {
  const { dir, store } = await openWarningStore()
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(21))
  const [one = '', bad = '', two = ''] = ids
  for (const id of ids) {
    await storeEmptyBoard(store, id)
    await store.append(
      id,
      Array.from({ length: 400 }, (_, index) => textUpdate(`${index}`)),
      [],
    )
  }
  await store.close()
  // Also pages that others have a part of, at their beginnings and ends, are left alone.
  expect(damageLeafPages(dir, 'log_board', bad, [one, two])).toBeGreaterThan(0)

  const again = await openWarningStore(dir)
  const answers = await Promise.allSettled([
    again.store.append(one, [textUpdate('before')], []),
    again.store.load(bad),
    again.store.append(bad, [textUpdate('lost')], []),
    again.store.append(two, [textUpdate('after')], []),
    again.store.findBoard(bad),
    again.store.append('nowhere', [textUpdate('after')], []),
    again.store.probe(),
  ])
  expect(answers.map(({ status }) => status === 'fulfilled')).toEqual([
    true,
    false,
    false,
    true,
    true,
    false,
    true,
  ])
  const kinds = answers.flatMap((answer) =>
    answer.status === 'rejected' ? (answer.reason as StoreError).kind : [],
  )
  expect(kinds).toEqual(['damage', 'damage', 'rule'])
  expect(textsIn(await again.store.load(one))).toContain('before')
  expect(textsIn(await again.store.load(two))).toContain('after')
})

test('when no board can be written, nothing is acknowledged and the store reports itself unhealthy', async () => {
  const { dir, store } = await openWarningStore()
  const ids = ['one', 'two']
  for (const id of ids) {
    await storeEmptyBoard(store, id)
    await store.append(
      id,
      Array.from({ length: 100 }, () => textUpdate('.'.repeat(300))),
      [],
    )
  }
  await store.close()
  damageLastPage(dir, 'log')
  const again = await openWarningStore(dir)
  for (const id of ids)
    await expect(again.store.append(id, [textUpdate('lost')], [])).rejects.toMatchObject({ kind: 'disk' })
  await expect(again.store.probe()).rejects.toMatchObject({ kind: 'disk' })
  expect(textsIn(await again.store.load('one'))).toHaveLength(100)
})

test('other boards’ data is destroyed on time although a damaged page keeps one board’s', async () => {
  const { dir, store } = await openWarningStore()
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(21))
  const [one = '', bad = '', two = ''] = ids
  for (const board of ids) {
    await storeEmptyBoard(store, board)
    for (let desk = 0; desk < 60; desk += 1) {
      const updates = Array.from({ length: 4 }, () => textUpdate('.'.repeat(300)))
      const facts = { isWhole: false, hasDrafts: true, heldSince: null, at: 5 }
      void store.appendDrafts({ board, participant: `${board} ${desk}`, updates, ...facts })
    }
  }
  await store.probe()
  await store.close()
  expect(damageLeafPages(dir, 'desk_log', `${bad} 30`, [one, two])).toBeGreaterThan(0)
  const again = await openWarningStore(dir)
  await expect(again.store.sweepDrafts(9, () => [])).rejects.toMatchObject({ kind: 'damage' })
  expect(
    await Promise.all(ids.map(async (board) => (await again.store.draftOwnersOf(board)).length)),
  ).toEqual([0, 60, 0])
})

test('a person who opens a board lost on disk is told so; other boards and the server are healthy', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const [one, two] = [await first.createBoard(), await first.createBoard()]
  // An insert into a full page looks at the pages before it: those of the later board are its own.
  const [bad, good] = one.id < two.id ? [one, two] : [two, one]
  for (const { id } of [bad, good]) {
    await first.store.append(
      id,
      Array.from({ length: 400 }, () => textUpdate('kept')),
      [],
    )
  }
  const session = await first.join(bad)
  await first.close()
  expect(damageLeafPages(dataDir, 'log_board', bad.id, [good.id])).toBeGreaterThan(0)

  const second = await startServer({ dataDir })
  const model = openModel(second.url, session)
  const { client } = await joinBoard(second, good)
  await until(() => model.saving.get() === 'damaged')
  addNote(client.doc, { ...plainNote, text: 'saved' })
  await client.allSaved()
  expect(await second.ask('GET', '/healthz')).toMatchObject({ status: 200 })
  // Whichever boards it is tried with.
  for (let time = 0; time < 100; time += 1) await second.store.probe()
  expect(second.rooms.stats().isWritable).toBe(true)
  expect(model.saving.get()).toBe('damaged')
})

test('a page that is damaged for a dozen small boards does not make the others unwritable', async () => {
  const dir = await newDataDir()
  const first = await openStore(dir)
  const boards = Array.from({ length: 20 }, (_, index) => `board-${String(index).padStart(4, '0')}`)
  for (const id of boards) {
    await first.createBoard({ id, title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
    const rows = Array.from({ length: 3 }, () => new Uint8Array([0, 0]))
    await first.append(id, rows, [])
  }
  await first.close()
  expect(damageLeafPages(dir, 'log_board', boards[4] ?? '')).toBe(1)
  const store = await openStore(dir)
  onTestFinished(() => store.close())
  for (let time = 0; time < 100; time += 1) await store.probe()
})

test('a page of the list of boards that is lost under a running server takes nobody else’s writing', async () => {
  const dir = await newDataDir()
  const first = await openStore(dir)
  const boards = Array.from({ length: 400 }, (_, index) => `board-${String(index).padStart(4, '0')}`)
  const [large = '', other = '', lost = ''] = [boards[0], boards[5], boards[200]]
  for (const id of boards) {
    const board = { id, title: 'x'.repeat(60), language: 'en', created: 1 } as const
    await first.createBoard(board, [], new Uint8Array([0, 0]))
  }
  await first.append(
    large,
    Array.from({ length: 40_000 }, () => new Uint8Array(150)),
    [],
  )
  await first.close()
  const store = await openStore(dir)
  onTestFinished(() => store.close())
  // Enough that no page of the list is in memory any more.
  await store.load(large)
  expect(damageLeafPagesInUse(dir, 'boards', lost)).toBeGreaterThan(0)
  for (let time = 0; time < 200; time += 1) {
    const written = store.append(other, [new Uint8Array([0, 0])], [])
    // In the same transaction; it may draw the lost page every time.
    await store.probe().catch(() => undefined)
    await written
  }
  await expect(store.load(lost)).rejects.toMatchObject({ kind: 'damage' })
})

test('a board that damage makes unwritable asks its people to come again, and no other board waits', async () => {
  const refused = new Set<string>()
  const { rooms, newBoard } = await startRelay({
    around: (store) => ({
      ...store,
      append: async (board, ...rest) => {
        if (refused.has(board)) throw new StoreError('damaged', { kind: 'damage' })
        return store.append(board, ...rest)
      },
    }),
  })
  const [bad, good] = [await newBoard(), await newBoard()]
  const ada = await bad.join()
  const bo = await good.join()
  refused.add(bad.id)
  addNote(ada.doc, { ...plainNote, text: 'by Ada' })
  expect((await ada.closed).code).toBe(CloseCode.tryAgain)
  addNote(bo.doc, { ...plainNote, text: 'by Bo' })
  await bo.allSaved()
  expect(rooms.stats().isWritable).toBe(true)
})
