import { createHash } from 'node:crypto'
import { nanoid } from 'nanoid'
import { expect, test } from 'vitest'
import type { NewPhoto, Store } from '#server/store/store.ts'
import type { StoreFixture } from './store-suite.ts'

/** What every store promises about pictures. */
export function describePhotos({ open, reopen }: StoreFixture): void {
  test('a picture is found again by its board and id, byte for byte, after a restart too', async () => {
    const store = await open()
    const board = await newBoard(store)
    const pool = new Uint8Array([9, 1, 2, 3, 9])
    const sent = picture(board, { data: pool.subarray(1, 4), type: 'image/webp' })
    expect(await store.putPhoto(sent, 100)).toBe(true)
    expect([...pool]).toEqual([9, 1, 2, 3, 9])
    const again = await reopen(store)
    expect(await again.readPhoto(board, sent.id)).toEqual({
      type: 'image/webp',
      data: new Uint8Array([1, 2, 3]),
    })
    expect(await again.readPhoto(board, 'none')).toBeUndefined()
    expect(await again.readPhoto(await newBoard(again), sent.id)).toBeUndefined()
    expect(await again.photosOf(board)).toEqual([{ id: sent.id, isShown: false, holders: ['ana'] }])
  })

  test('equal pictures of a board are kept once, and everybody who sent one holds it', async () => {
    const store = await open()
    const board = await newBoard(store)
    const sent = picture(board)
    for (const participant of ['bo', 'ana', 'bo']) await store.putPhoto({ ...sent, participant }, 100)
    await store.holdPhotos(board, 'cy', [sent.id, 'none'])
    await store.showPhotos(board, [sent.id, 'none'])
    expect(await store.photosOf(board)).toEqual([
      { id: sent.id, isShown: true, holders: ['ana', 'bo', 'cy'] },
    ])
  })

  test('a board’s pictures fit into what it may have; one sent by others counts as if it were new', async () => {
    const store = await open()
    const board = await newBoard(store)
    const [first, second] = [picture(board), picture(board, { data: new Uint8Array([4, 5, 6]) })]
    expect(await store.putPhoto(first, 5)).toBe(true)
    expect(await store.putPhoto(second, 5)).toBe(false)
    expect(await store.putPhoto({ ...first, participant: 'bo' }, 5)).toBe(false)
    expect(await store.putPhoto(first, 5)).toBe(true)
    expect(await store.putPhoto(picture(await newBoard(store)), 5)).toBe(true)
    expect(await store.photosOf(board)).toEqual([{ id: first.id, isShown: false, holders: ['ana'] }])
  })

  test('a reveal makes pictures the board’s and forgets who held them, in the transaction of the reveal', async () => {
    const store = await open()
    const board = await newBoard(store)
    const sent = picture(board)
    for (const participant of ['ana', 'bo']) await store.putPhoto({ ...sent, participant }, 100)
    const commit = { board, participant: 'ana', updates: [], isWhole: true, hasDrafts: false, at: 1 }
    const released = [{ ...commit, released: [sent.id, 'none'] }]
    await expect(store.revealDesks('none', [new Uint8Array([1])], released)).rejects.toMatchObject({
      name: 'StoreError',
    })
    expect(await store.photosOf(board)).toEqual([{ id: sent.id, isShown: false, holders: ['ana', 'bo'] }])
    await store.revealDesks(board, [new Uint8Array([1])], released)
    expect(await store.photosOf(board)).toEqual([{ id: sent.id, isShown: true, holders: ['bo'] }])
  })

  test('a picture for a board that does not exist is refused; a board that is deleted takes its pictures along', async () => {
    const store = await open()
    await expect(store.putPhoto(picture('none'), 100)).rejects.toMatchObject({ name: 'StoreError' })
    const board = await newBoard(store)
    const sent = picture(board)
    await store.putPhoto(sent, 100)
    await store.deleteBoard(board)
    expect(await store.readPhoto(board, sent.id)).toBeUndefined()
    expect(await store.photosOf(board)).toEqual([])
  })
}

function picture(board: string, change: Partial<NewPhoto> = {}): NewPhoto {
  const data = change.data ?? new Uint8Array([1, 2, 3])
  const id = createHash('sha256').update(data).digest('base64url')
  return { board, id, participant: 'ana', type: 'image/jpeg', at: 1, ...change, data }
}

async function newBoard(store: Store): Promise<string> {
  const id = nanoid()
  await store.createBoard({ id, title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
  return id
}
