import { createHash } from 'node:crypto'
import { nanoid } from 'nanoid'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { NewPhoto, StoredPhoto } from '#server/contracts/photos.ts'
import type { Store } from '#server/contracts/store.ts'
import { addNote } from '#shared/board/note.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { link, type StoreFixture } from './store-rows.ts'

/** Rules of every store about photos. */
export function describePhotos(fixture: StoreFixture): void {
  describeUploads(fixture)
  describeLifetime(fixture)
}

/** Rules about sent photos. */
function describeUploads({ open, reopen }: StoreFixture): void {
  test('a photo is found by its board and id, byte for byte, after a restart too', async () => {
    const store = await open()
    const board = await newBoard(store)
    const pool = new Uint8Array([9, 1, 2, 3, 9])
    const sent = picture(board, { data: pool.subarray(1, 4), type: 'image/webp' })
    expect(await store.putPhoto(sent, { bytes: 100, count: 9 })).toBe(true)
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

  test('equal photos of a board are stored once, and all their senders hold the photo', async () => {
    const store = await open()
    const board = await newBoard(store)
    const sent = picture(board)
    for (const participant of ['bo', 'ana', 'bo'])
      await store.putPhoto({ ...sent, participant }, { bytes: 100, count: 9 })
    await store.holdPhotos(board, 'cy', [sent.id, 'none'])
    await store.showPhotos(board, [sent.id, 'none'])
    expect(await store.photosOf(board)).toEqual([
      { id: sent.id, isShown: true, holders: ['ana', 'bo', 'cy'] },
    ])
    await store.releasePhoto(board, 'cy', sent.id)
    expect((await store.photosOf(board))[0]?.holders).toEqual(['ana', 'bo'])
  })

  test('photos of a board fit into its limit, and a photo that others sent counts like a new one', async () => {
    const store = await open()
    const board = await newBoard(store)
    const [first, second] = [picture(board), picture(board, { data: new Uint8Array([4, 5, 6]) })]
    expect(await store.putPhoto(first, { bytes: 5, count: 9 })).toBe(true)
    expect(await store.putPhoto(second, { bytes: 5, count: 9 })).toBe(false)
    expect(await store.putPhoto({ ...first, participant: 'bo' }, { bytes: 5, count: 9 })).toBe(false)
    expect(await store.putPhoto(first, { bytes: 5, count: 9 })).toBe(true)
    expect(await store.putPhoto(picture(await newBoard(store)), { bytes: 5, count: 9 })).toBe(true)
    expect(await store.putPhoto(second, { bytes: 100, count: 1 })).toBe(false)
    expect(await store.putPhoto(first, { bytes: 100, count: 1 })).toBe(true)
    expect(await store.photosOf(board)).toEqual([{ id: first.id, isShown: false, holders: ['ana'] }])
  })

  test('a reveal makes the photos the board’s and forgets their holders in the same transaction', async () => {
    const store = await open()
    const board = await newBoard(store)
    const sent = picture(board)
    for (const participant of ['ana', 'bo'])
      await store.putPhoto({ ...sent, participant }, { bytes: 100, count: 9 })
    const commit = {
      board,
      participant: 'ana',
      updates: [],
      isWhole: true,
      hasDrafts: false,
      heldSince: null,
      at: 1,
    }
    const released = [{ ...commit, released: [sent.id, 'none'] }]
    await expect(store.revealDrafts('none', [new Uint8Array([1])], released)).rejects.toMatchObject({
      name: 'StoreError',
    })
    expect(await store.photosOf(board)).toEqual([{ id: sent.id, isShown: false, holders: ['ana', 'bo'] }])
    await store.revealDrafts(board, [new Uint8Array([1])], released)
    expect(await store.photosOf(board)).toEqual([{ id: sent.id, isShown: true, holders: ['bo'] }])
  })
}

/** Rules about the lifetime of photos. */
function describeLifetime({ open }: StoreFixture): void {
  test('photos unused for long are listed with their holders and destroyed on command', async () => {
    const store = await open()
    const board = await newBoard(store)
    const [old, used, fresh] = [1, 2, 3].map((byte) =>
      picture(board, { data: new Uint8Array([byte]), at: 10 }),
    )
    if (!old || !used || !fresh) throw new Error('there are three')
    for (const sent of [old, used, { ...fresh, at: 100 }])
      await store.putPhoto(sent, { bytes: 100, count: 9 })
    await store.usePhotos(board, [used.id, 'none'], 50)
    await store.usePhotos(board, [used.id], 20)
    expect(await store.oldPhotos(50)).toEqual([{ board, photos: [{ id: old.id, holders: ['ana'] }] }])
    await store.dropPhotos(board, [old.id, used.id, fresh.id], 50)
    expect(new Set((await store.photosOf(board)).map(({ id }) => id))).toEqual(new Set([used.id, fresh.id]))
    expect(await store.readPhoto(board, old.id)).toBeUndefined()
    expect(await store.oldPhotos(50)).toEqual([])
  })

  test('photos of a checkpoint are in use, and none is destroyed before the checkpoint has been read', async () => {
    const store = await open()
    const doc = new Y.Doc()
    const board = await newBoard(store)
    const sent = picture(board)
    await store.putPhoto(sent, { bytes: 100, count: 9 })
    addNote(doc, { x: 0, y: 0, author: null, created: 1, photo: { id: sent.id, width: 4, height: 3 } })
    await store.append(board, [Y.encodeStateAsUpdate(doc)], [])
    const kept = { board, reason: CheckpointReason.demand, at: 1, apartMs: 0, kept: 5 }
    await store.keepCheckpoint({ ...kept, id: 'with' })
    expect(await store.oldPhotos(50)).toEqual([])
    expect(await store.checkpointsOf(board)).toHaveLength(1)
    expect(await store.oldPhotos(50)).toEqual([])
    expect(await store.isInCheckpoint(board, sent.id)).toBe(true)
    expect(await store.isInCheckpoint(board, 'none')).toBe(false)
  })

  test('a board is made with photos of another, and photos that came with it belong to nobody', async () => {
    const store = await open()
    const [from, to] = [await newBoard(store), nanoid()]
    const sent = picture(from)
    await store.putPhoto(sent, { bytes: 100, count: 9 })
    const update = new Uint8Array([0, 0])
    const photos = { from, ids: [sent.id, 'none'] }
    await store.createBoard({ id: to, title: '', language: 'en', created: 1 }, [], update, { photos })
    await store.deleteBoard(from)
    expect(await store.readPhoto(to, sent.id)).toMatchObject({ data: sent.data })
    expect(await store.photosOf(to)).toEqual([{ id: sent.id, isShown: true, holders: [] }])
  })

  test('a board from a file has its photos and the notes for facilitators, or is not made', async () => {
    const store = await open()
    const [whole, torn] = [nanoid(), nanoid()]
    const { id, type, data } = picture(whole)
    const limits = { bytes: 100, count: 9 }
    const phaseNotes = { opening: { en: 'Bring tea' } }
    const create = async (board: string, read: () => Promise<StoredPhoto>): Promise<void> =>
      store.createBoard(
        { id: board, title: '', language: 'en', created: 1 },
        [link(board, 'participant')],
        new Uint8Array([0, 0]),
        { photos: { ids: [id], read, limits }, phaseNotes },
      )
    await create(whole, async () => ({ type, data }))
    expect(await store.photosOf(whole)).toEqual([{ id, isShown: true, holders: [] }])
    expect(await store.phaseNotes(whole)).toEqual(phaseNotes)
    const broken = new Error('the folder is gone')
    await expect(create(torn, () => Promise.reject(broken))).rejects.toBe(broken)
    expect(await store.findBoard(torn)).toBeUndefined()
    expect(await store.linksOf(torn)).toEqual([])
  })

  test('a photo for a missing board is refused, and a deleted board takes its photos along', async () => {
    const store = await open()
    await expect(store.putPhoto(picture('none'), { bytes: 100, count: 9 })).rejects.toMatchObject({
      name: 'StoreError',
    })
    const board = await newBoard(store)
    const sent = picture(board)
    await store.putPhoto(sent, { bytes: 100, count: 9 })
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
