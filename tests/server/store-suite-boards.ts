import { expect, test } from 'vitest'
import type { Store } from '#server/contracts/store.ts'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { row, link, newBoard, type StoreFixture } from './store-rows.ts'

/** Rules of every store about boards and their updates. */
export function describeBoards(fixture: StoreFixture): void {
  describeBoardRows(fixture)
  describeKeptBoards(fixture)
  describeUpdates(fixture)
  describeUpdatesTogether(fixture)
}

/** Rules about the rows of boards. */
function describeBoardRows({ open, reopen }: StoreFixture): void {
  test('a board is found again with its links, after a restart too', async () => {
    const store = await open()
    const board = await newBoard(store)
    const again = await reopen(store)
    expect(await again.findBoard(board)).toEqual({ id: board, title: 'Why', language: 'fr', created: 1 })
    expect(await again.linksOf(board)).toEqual([link(board, 'participant')])
    expect(await again.findLink(board, `${board}-participant`)).toEqual(link(board, 'participant'))
    expect(await again.findLinkByCode(`${board}-code`)).toEqual(link(board, 'participant'))
    expect(await again.findLink('other', `${board}-participant`)).toBeUndefined()
    expect(await again.findBoard('none')).toBeUndefined()
    expect(await again.load('none')).toBeUndefined()
  })

  test('a board of an id that is taken is refused, and the first one stays', async () => {
    const store = await open()
    const board = await newBoard(store)
    const twice = store.createBoard(row(board, { title: 'Second' }), [], new Uint8Array([9]))
    await expect(twice).rejects.toMatchObject({ name: 'StoreError' })
    expect((await store.findBoard(board))?.title).toBe('Why')
    expect((await store.load(board))?.updates).toEqual([new Uint8Array([0, 0])])
  })

  test('title and language change one by one', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.updateBoard(board, { title: 'How' })
    await store.updateBoard(board, { language: 'en' })
    expect(await store.findBoard(board)).toEqual({ id: board, title: 'How', language: 'en', created: 1 })
  })
}

/** Rules about how long boards are kept. */
function describeKeptBoards({ open, reopen }: StoreFixture): void {
  test('boards are counted, all of them and those of one creator', async () => {
    const store = await open()
    await newBoard(store)
    const own = nanoid()
    await store.createBoard({ ...row(own), creator: 'ana' }, [], new Uint8Array([0, 0]))
    const again = await reopen(store)
    expect([
      await again.countBoards(),
      await again.countBoards('ana'),
      await again.countBoards('bo'),
    ]).toEqual([2, 1, 0])
    await again.deleteBoard(own)
    expect([await again.countBoards(), await again.countBoards('ana')]).toEqual([1, 0])
  })

  test('a board is unused since the end of the day of its last change', async () => {
    const store = await open()
    const board = await newBoard(store)
    const used = await store.lastChangeOf(board)
    expect(used).toBeGreaterThan(Date.now())
    expect(await store.lastChangeOf('none')).toBeNull()
    expect(await store.boardsUnusedSince(used ?? 0)).toEqual([])
    expect(await store.boardsUnusedSince((used ?? 0) + 1)).toEqual([board])
  })

  test('a shorter time to keep boards counts from the day that it is said, a longer one from before', async () => {
    const store = await open()
    expect(await store.keepFor(90, 1_000)).toBe(1_000)
    expect(await store.keepFor(90, 2_000)).toBe(1_000)
    const again = await reopen(store)
    expect(await again.keepFor(30, 3_000)).toBe(3_000)
    expect(await again.keepFor(60, 4_000)).toBe(3_000)
    expect(await again.keepFor(0, 5_000)).toBe(3_000)
    expect(await again.keepFor(365, 6_000)).toBe(6_000)
  })
}

/** Rules about updates and closing. */
function describeUpdates({ open, reopen }: StoreFixture): void {
  test('updates come back in order, byte for byte, with their owners', async () => {
    const store = await open()
    const board = await newBoard(store)
    const pool = new Uint8Array([1, 2, 3, 4, 5, 6])
    await Promise.all([
      store.append(
        board,
        [pool.subarray(0, 2), pool.subarray(2, 3)],
        [{ client: 2 ** 32 - 1, participant: 'a' }],
      ),
      store.append(board, [pool.subarray(3)], [{ client: 7, participant: 'b' }]),
    ])
    expect(pool).toEqual(new Uint8Array([1, 2, 3, 4, 5, 6]))
    expect(await store.storedBytes(board)).toBe(8)
    expect(await store.storedBytes('none')).toBeUndefined()
    const again = await reopen(store)
    const stored = await again.load(board)
    expect(stored?.updates.map((update) => [...update])).toEqual([[0, 0], [1, 2], [3], [4, 5, 6]])
    expect(stored?.owners.toSorted((a, b) => a.client - b.client)).toEqual([
      { client: 7, participant: 'b' },
      { client: 2 ** 32 - 1, participant: 'a' },
    ])
  })

  test('a Yjs client belongs to one participant for good, and a refused batch writes nothing', async () => {
    const store = await open()
    const board = await newBoard(store)
    await store.append(board, [], [{ client: 7, participant: 'a' }])
    await store.append(board, [], [{ client: 7, participant: 'a' }])
    const stolen = store.append(board, [new Uint8Array([1])], [{ client: 7, participant: 'b' }])
    const beside = store.append(board, [new Uint8Array([2])], [])
    await expect(stolen).rejects.toMatchObject({ name: 'StoreError' })
    await beside
    const stored = await store.load(board)
    expect(stored?.updates.map((update) => [...update])).toEqual([[0, 0], [2]])
    expect(stored?.owners).toEqual([{ client: 7, participant: 'a' }])
  })

  test('an update for a board that does not exist is refused', async () => {
    const store = await open()
    await expect(store.append('none', [new Uint8Array([1])], [])).rejects.toMatchObject({
      name: 'StoreError',
    })
  })

  test('a long log is folded into a snapshot without losing a change', async () => {
    const store = await open()
    const board = await newBoard(store)
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let index = 0; index < 1_700; index += 1) doc.getMap('place').set(`n${index % 90}`, index)
    for (const update of updates) void store.append(board, [update], [])
    const readPlaces = async (from: Store) => {
      const stored = await from.load(board)
      const read = new Y.Doc()
      for (const update of stored?.updates ?? []) Y.applyUpdate(read, update)
      return { places: read.getMap('place').toJSON(), rows: stored?.updates.length ?? 0 }
    }
    expect((await readPlaces(store)).places).toEqual(doc.getMap('place').toJSON())
    await expect.poll(async () => (await readPlaces(store)).rows).toBeLessThan(500)
    const { places, rows } = await readPlaces(await reopen(store))
    expect(places).toEqual(doc.getMap('place').toJSON())
    expect(rows).toBeLessThan(500)
  })

  test('nothing is accepted after closing', async () => {
    const store = await open()
    await store.probe()
    const last = newBoard(store)
    await store.close()
    await last
    await expect(store.probe()).rejects.toMatchObject({ name: 'StoreError' })
    await store.close()
  })
}

/** Rules about updates that share a transaction. */
function describeUpdatesTogether({ open }: StoreFixture): void {
  test('updates of many boards that come at once are each on their own board, in order, beside other changes', async () => {
    const store = await open()
    const boards = [await newBoard(store), await newBoard(store), await newBoard(store)]
    await store.append(boards[0] ?? '', [], [{ client: 7, participant: 'a' }])
    const write = async (board: string, ...firsts: number[]) =>
      store.append(
        board,
        firsts.map((first) => new Uint8Array(first).fill(first)),
        [],
      )
    const [one = '', two = '', three = ''] = boards
    const stolen = store.append(one, [new Uint8Array([99])], [{ client: 7, participant: 'b' }])
    const others = [write(one, 1, 0), write(two, 200), write(one, 3), write('none', 9)]
    const titled = store.updateBoard(two, { title: 'Together' })
    const last = [write(three, 5, 6), write(two, 7)]
    const all = await Promise.allSettled([stolen, ...others, titled, ...last])
    expect(all.map(({ status }) => status === 'fulfilled').join()).toBe(
      'false,true,true,true,false,true,true,true',
    )
    const lengths = async (board: string) =>
      (await store.load(board))?.updates.map((update) => [update.length, update.at(-1)].join(' of '))
    expect(await lengths(one)).toEqual(['2 of 0', '1 of 1', '0 of ', '3 of 3'])
    expect(await lengths(two)).toEqual(['2 of 0', '200 of 200', '7 of 7'])
    expect(await lengths(three)).toEqual(['2 of 0', '5 of 5', '6 of 6'])
    expect((await store.findBoard(two))?.title).toBe('Together')
  })
}
