import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPhotoIndex, type PhotoIndex } from '#server/photos/photo-index.ts'
import type { PhotoRow } from '#server/contracts/photos.ts'
import { addNote, removeNotes, setPhoto } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'

const photo = (letter: string): Photo => ({ id: letter.repeat(43), width: 4, height: 3 })
const [a, b, c] = [photo('a'), photo('b'), photo('c')]
const note = { x: 0, y: 0, author: null, created: 1 }
const dayMs = 24 * 60 * 60_000

/** Albums over a store that says what it was asked to write. */
function newAlbums(rows: readonly PhotoRow[] = []) {
  const written: unknown[] = []
  const albums = createPhotoIndex({
    store: {
      photosOf: async () => rows,
      showPhotos: async (...args) => void written.push(['show', ...args]),
      holdPhotos: async (...args) => void written.push(['hold', ...args]),
      usePhotos: async (...args) => void written.push(['use', ...args]),
    },
    now: () => 2.5 * dayMs,
    log: { warn: () => undefined },
  })
  const open = async (owner: string | null = null, fill: (doc: Y.Doc) => void = () => undefined) => {
    const doc = new Y.Doc()
    fill(doc)
    await albums.open(doc, { board: 'board', owner })
    return doc
  }
  return { albums, open, written }
}

/** The photos of a, b and c that each of them may use. */
function usable({ mayUse }: PhotoIndex, doc: Y.Doc): Readonly<Record<string, string>> {
  const of = (who: string): string => [a, b, c].map(({ id }) => (mayUse(doc, who, id) ? id[0] : '')).join('')
  return { ana: of('ana'), bo: of('bo') }
}

test('people may use the photos that stand or stood on the board, and their own photos', async () => {
  const { albums, open } = newAlbums([
    { id: a.id, isShown: true, holders: [] },
    { id: b.id, isShown: false, holders: ['ana'] },
  ])
  const doc = await open()
  expect(usable(albums, doc)).toEqual({ ana: 'ab', bo: 'a' })
  albums.sent('board', 'bo', c.id)
  expect(usable(albums, doc)).toEqual({ ana: 'ab', bo: 'ac' })
  const id = addNote(doc, { ...note, photo: c })
  expect(usable(albums, doc)).toEqual({ ana: 'abc', bo: 'ac' })
  removeNotes(doc, [id])
  expect(usable(albums, doc)).toEqual({ ana: 'abc', bo: 'ac' })
  expect(usable(albums, new Y.Doc())).toEqual({ ana: '', bo: '' })
})

test('a photo is readable while a note has it, and its first and last use are stored', async () => {
  const { albums, open, written } = newAlbums()
  const doc = await open(null, (filled) => void addNote(filled, { ...note, id: 'first', photo: a }))
  const isThere = (id: string): boolean => albums.isReadable('board', 'bo', id)
  const second = addNote(doc, { ...note, photo: a })
  removeNotes(doc, ['first'])
  expect([isThere(a.id), albums.onBoard('board')]).toEqual([true, [a.id]])
  setPhoto(doc, second, { ...a, alt: 'A door' })
  doc.transact(() => {
    setPhoto(doc, second, b)
    setPhoto(doc, second, c)
  })
  expect([isThere(a.id), isThere(b.id), isThere(c.id)]).toEqual([false, false, true])
  await Promise.resolve()
  expect(written).toEqual([
    ['show', 'board', [a.id]],
    ['use', 'board', [a.id], 3 * dayMs],
    ['show', 'board', [c.id]],
    ['use', 'board', [a.id], 3 * dayMs],
  ])
})

test('a draft’s photo belongs to its owner, also when they took it from the board, and opens nothing to others', async () => {
  const { albums, open, written } = newAlbums([{ id: a.id, isShown: true, holders: [] }])
  const board = await open()
  const desk = await open('ana')
  addNote(desk, { ...note, photo: a })
  await Promise.resolve()
  expect(written).toEqual([['hold', 'board', 'ana', [a.id]]])
  expect([albums.isReadable('board', 'ana', a.id), albums.isReadable('board', 'bo', a.id)]).toEqual([
    true,
    false,
  ])
  expect(albums.onBoard('board')).toEqual([])
  expect(usable(albums, board)).toEqual({ ana: 'a', bo: 'a' })
  // A story or a reveal may have released it meanwhile.
  addNote(desk, { ...note, photo: a })
  await Promise.resolve()
  expect(written).toHaveLength(2)
})

test('the senders of pictures of unsigned notes are known, and no others', async () => {
  const rows = [a, b, c].map(({ id }) => ({ id, isShown: true, holders: ['ana'] }))
  const { albums, open } = newAlbums(rows)
  const board = await open(null, (filled) => {
    for (const photo of [a, a]) addNote(filled, { ...note, photo })
    addNote(filled, { ...note, author: 'ana', photo: b })
  })
  expect(albums.sendersOfUnsigned(board)).toEqual([['ana', a.id]])
})

test('a photo about to be destroyed may not be used, unless it is on the board or restored', async () => {
  const { albums, open } = newAlbums([
    { id: a.id, isShown: true, holders: [] },
    { id: b.id, isShown: true, holders: ['ana'] },
    { id: c.id, isShown: false, holders: ['bo'] },
  ])
  const doc = await open(null, (filled) => void addNote(filled, { ...note, photo: a }))
  const retired = albums.retire('board', [a.id, b.id, c.id])
  expect(retired.photos).toEqual([b.id, c.id])
  expect(usable(albums, doc)).toEqual({ ana: 'a', bo: 'a' })
  retired.restore([b.id])
  expect(usable(albums, doc)).toEqual({ ana: 'ab', bo: 'ab' })
  albums.sent('board', 'bo', c.id)
  expect(usable(albums, doc)).toEqual({ ana: 'ab', bo: 'abc' })
})

test('a board that left memory is read again, and a failing store is asked again', async () => {
  let fails = true
  let reads = 0
  const albums = createPhotoIndex({
    store: {
      photosOf: async () => {
        reads += 1
        if (fails) throw new Error('the disk is gone')
        return [{ id: a.id, isShown: true, holders: [] }]
      },
      showPhotos: async () => undefined,
      holdPhotos: async () => undefined,
      usePhotos: async () => undefined,
    },
    now: () => 0,
    log: { warn: () => undefined },
  })
  const key = { board: 'board', owner: null }
  const failed = new Y.Doc()
  await expect(albums.open(failed, key)).rejects.toThrow('gone')
  failed.destroy()
  fails = false
  const [first, second] = [new Y.Doc(), new Y.Doc()]
  await Promise.all([albums.open(first, key), albums.open(second, { ...key, owner: 'ana' })])
  expect([reads, albums.mayUse(first, 'bo', a.id)]).toEqual([2, true])
  first.destroy()
  expect(albums.mayUse(second, 'ana', a.id)).toBe(true)
  second.destroy()
  await albums.open(new Y.Doc(), key)
  expect(reads).toBe(3)
})
