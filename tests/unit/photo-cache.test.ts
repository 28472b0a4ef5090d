import { expect, test } from 'vitest'
import { createPhotoCache } from '#server/photos/photos.ts'

/** A store with pictures of ten bytes, and what was read of it. */
function newStore(missing: ReadonlySet<string> = new Set()) {
  const reads: string[] = []
  const read = async (board: string, id: string) => {
    reads.push(`${board}/${id}`)
    if (id === 'broken') throw new Error('the disk is gone')
    return missing.has(id) ? undefined : { type: 'image/jpeg', data: new Uint8Array(10) }
  }
  return { reads, read }
}

test('a photo requested by many is read once, and each board has its own', async () => {
  const { reads, read } = newStore()
  const get = createPhotoCache(read, 100)
  const all = await Promise.all([get('b', 'p'), get('b', 'p'), get('c', 'p'), get('b', 'p')])
  await get('b', 'p')
  expect(all.map((photo) => photo?.data.byteLength)).toEqual([10, 10, 10, 10])
  expect(reads).toEqual(['b/p', 'c/p'])
})

test('the photo that was requested longest ago makes room', async () => {
  const { reads, read } = newStore()
  const get = createPhotoCache(read, 25)
  for (const id of ['1', '2', '1', '3', '1', '2']) await get('b', id)
  expect(reads).toEqual(['b/1', 'b/2', 'b/3', 'b/2'])
})

test('a photo that is missing or unreadable is requested again', async () => {
  const missing = new Set(['late'])
  const { reads, read } = newStore(missing)
  const get = createPhotoCache(read, 100)
  expect(await get('b', 'late')).toBeUndefined()
  missing.clear()
  expect(await get('b', 'late')).toMatchObject({ type: 'image/jpeg' })
  await expect(get('b', 'broken')).rejects.toThrow('gone')
  await expect(get('b', 'broken')).rejects.toThrow('gone')
  expect(reads).toEqual(['b/late', 'b/late', 'b/broken', 'b/broken'])
})
