import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DraftRooms } from '#server/drafts/draft-rooms.ts'
import { createPhotoIndex, type PhotoIndex } from '#server/photos/photo-index.ts'
import { photoGraceMs, sweepPhotosDaily } from '#server/photos/photo-sweep.ts'
import type { LiveBoard } from '#server/contracts/live-board.ts'
import type { Rooms } from '#server/relay/rooms.ts'
import type { PhotoRow } from '#server/contracts/photos.ts'
import { addNote, removeNotes } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'

const photo = (letter: string): Photo => ({ id: letter.repeat(43), width: 4, height: 3 })
const [revealed, drafted, forgotten] = [photo('a'), photo('b'), photo('c')]
const note = { x: 0, y: 0, author: null, created: 1 }
const nothing = async (): Promise<void> => undefined

/** Of one board, whose store knows these. */
function albumsOf(rows: readonly PhotoRow[]): PhotoIndex {
  return createPhotoIndex({
    store: { photosOf: async () => rows, showPhotos: nothing, holdPhotos: nothing, usePhotos: nothing },
    now: () => 0,
    log: { warn: () => undefined },
  })
}

test('a picture that a reveal brings to the board while the sweep looks through desks is kept', async () => {
  const [board, desk] = [new Y.Doc(), new Y.Doc()]
  const [draft] = [revealed, drafted].map((had) => addNote(desk, { ...note, photo: had }))
  const photos = [revealed, drafted, forgotten].map(({ id }) => ({ id, holders: ['ana'] }))
  const [used, dropped]: [string[], string[]] = [[], []]
  const photoIndex = albumsOf(photos.map((row) => ({ ...row, isShown: false })))
  await photoIndex.open(board, { board: 'board', owner: null })
  await photoIndex.open(desk, { board: 'board', owner: 'ana' })

  /** The desk is looked at when the reveal is over: the note is on the board, and the draft is gone. */
  const withDesk: DraftRooms['withDrafts'] = async (_key, use) => {
    addNote(board, { ...note, photo: revealed })
    removeNotes(desk, draft === undefined ? [] : [draft])
    return use({ read: (look: (doc: Y.Doc) => unknown) => look(desk) } as LiveBoard)
  }
  const withBoard: Rooms['withBoard'] = async (id, use) => use({ id } as LiveBoard)
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const sweeping = sweepPhotosDaily({
    store: {
      oldPhotos: async () => [{ board: 'board', photos }],
      usePhotos: async (_board, ids) => void used.push(...ids),
      dropPhotos: async (_board, ids) => void dropped.push(...ids),
    },
    rooms: { withBoard },
    drafts: { withDrafts: withDesk },
    photoIndex,
    now: () => photoGraceMs,
    log: { info: () => resolve(), warn: () => resolve() },
  })
  await over
  sweeping.close()
  expect({ used, dropped }).toEqual({ used: [revealed.id, drafted.id], dropped: [forgotten.id] })
  expect([revealed, drafted, forgotten].map(({ id }) => photoIndex.mayUse(board, 'ana', id))).toEqual([
    true,
    true,
    false,
  ])
})

test('a photo that the disk did not delete can be put on a note again', async () => {
  const board = new Y.Doc()
  const photoIndex = albumsOf([{ id: forgotten.id, isShown: true, holders: ['ana'] }])
  await photoIndex.open(board, { board: 'board', owner: null })
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const sweeping = sweepPhotosDaily({
    store: {
      oldPhotos: async () => [{ board: 'board', photos: [{ id: forgotten.id, holders: ['ana'] }] }],
      usePhotos: nothing,
      dropPhotos: async () => Promise.reject(new Error('the disk is full')),
    },
    rooms: { withBoard: async (id, use) => use({ id } as LiveBoard) },
    drafts: {
      withDrafts: async (_key, use) =>
        use({ read: (look: (doc: Y.Doc) => unknown) => look(new Y.Doc()) } as LiveBoard),
    },
    photoIndex,
    now: () => photoGraceMs,
    log: { info: () => undefined, warn: () => resolve() },
  })
  await over
  sweeping.close()
  expect(['ana', 'bo'].map((person) => photoIndex.mayUse(board, person, forgotten.id))).toEqual([true, true])
})
