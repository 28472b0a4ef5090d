import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { backUp } from '#server/store/sqlite/backup.ts'
import { restore } from '#server/store/sqlite/restore.ts'
import { addNote, notesOf, removeNotes, setPhoto } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Checkpoint, CheckpointPreview, CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { fetchPhoto, uploadPhoto, plainPhoto } from '#tests/support/photo-uploads.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const dayMs = 24 * 60 * 60_000

const addPhotoNote = (doc: Y.Doc, photo: Photo): string =>
  addNote(doc, { x: 0, y: 0, author: null, created: 1, photo })

/** The same server, so many days later. */
async function laterOn(before: TestServer, days: number): Promise<TestServer> {
  await before.close()
  return startServer({ dataDir: before.dataDir, now: () => Date.now() + days * dayMs })
}

const idsOf = async ({ store }: TestServer, board: CreatedBoard): Promise<ReadonlySet<string>> =>
  new Set((await store.photosOf(board.id)).map(({ id }) => id))

test('photos without a note, draft or checkpoint are destroyed after a week, and others never', async () => {
  const first = await startServer()
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const ada = await first.join(board)
  const { session } = fay.session
  const keep = async (colour: string, by = session): Promise<Photo> =>
    uploadPhoto(first, board.id, by, await plainPhoto('jpeg', colour))
  const shown = await keep('#111')
  const drafted = await keep('#333', ada.session)
  const pointed = await keep('#555')
  const removed = await keep('#777')
  const forgotten = await keep('#999', ada.session)
  addPhotoNote(fay.client.doc, shown)
  const away = addPhotoNote(fay.client.doc, pointed)
  const desk = await joinDesk(first, board, ada)
  await writeDrafts(desk, ['with a picture'], { photo: drafted })
  await fay.client.allSaved()
  const point = await first.ask('POST', `/api/boards/${board.id}/checkpoints`, undefined, session)
  expect(point.status).toBe(201)
  const gone = addPhotoNote(fay.client.doc, removed)
  removeNotes(fay.client.doc, [away, gone])
  await fay.client.allSaved()
  await expect.poll(async () => (await first.store.photosOf(board.id)).length).toBe(5)

  const soon = await laterOn(first, 6)
  await joinBoard(soon, board)
  expect(await idsOf(soon, board)).toEqual(
    new Set([shown, drafted, pointed, removed, forgotten].map(({ id }) => id)),
  )
  const late = await laterOn(soon, 9)
  await expect
    .poll(async () => idsOf(late, board))
    .toEqual(new Set([shown, drafted, pointed].map(({ id }) => id)))
  const statusOf = async (id: string, by = session): Promise<number> =>
    (await fetchPhoto(late, board.id, by, id)).status
  expect(await Promise.all([shown, pointed, removed].map(async ({ id }) => statusOf(id)))).toEqual([
    200, 200, 404,
  ])
  expect(await statusOf(drafted.id, ada.session)).toBe(200)
  expect(late.logs()).not.toContain(ada.participant.id)
})

test('a restore brings photos back, and a copy of the board has its own', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const bo = await server.join(board)
  const { session } = fay.session
  const photo = await uploadPhoto(server, board.id, session, await plainPhoto('png', '#225'))
  const note = addPhotoNote(fay.client.doc, { ...photo, alt: 'A blue wall' })
  await fay.client.allSaved()
  const points = `/api/boards/${board.id}/checkpoints`
  const { id } = (await server.ask('POST', points, undefined, session)).body as Checkpoint
  setPhoto(fay.client.doc, note, null)
  await fay.client.allSaved()

  const preview = (await server.ask('GET', `${points}/${id}`, undefined, session)).body as CheckpointPreview
  expect(preview.notes).toMatchObject([{ id: note, photo: { ...photo, alt: 'A blue wall' } }])
  const statusFor = async (by: string): Promise<number> =>
    (await fetchPhoto(server, board.id, by, photo.id)).status
  expect([await statusFor(session), await statusFor(bo.session)]).toEqual([200, 404])

  const { undo } = (await server.ask('POST', `${points}/${id}/restore`, { as: 'inPlace' }, session)).body as {
    undo: string
  }
  await fay.client.until(() => notesOf(fay.client.doc)[0]?.photo?.alt === 'A blue wall')
  expect(await statusFor(bo.session)).toBe(200)
  await server.ask('POST', `${points}/${undo}/restore`, { as: 'inPlace' }, session)
  await fay.client.until(() => notesOf(fay.client.doc)[0]?.photo === undefined)

  const copied = await server.ask('POST', `${points}/${id}/restore`, { as: 'copy' }, session)
  expect(copied.status).toBe(201)
  const copy = copied.body as CreatedBoard
  await server.ask('DELETE', `/api/boards/${board.id}`, undefined, session)
  const viewer = await joinBoard(server, copy, { role: Role.viewer })
  expect(notesOf(viewer.client.doc)[0]?.photo).toEqual({ ...photo, alt: 'A blue wall' })
  expect((await fetchPhoto(server, copy.id, viewer.session.session, photo.id)).status).toBe(200)
})

test('a backup has the pictures; of a deleted board none is in any file', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  const fay = await server.join(board, Role.facilitator)
  const photo = await uploadPhoto(server, board.id, ada.session.session, await plainPhoto())
  addPhotoNote(ada.client.doc, photo)
  await ada.client.allSaved()
  const { bytes } = await fetchPhoto(server, board.id, ada.session.session, photo.id)
  const file = join(await newDataDir(), 'boussole.backup')
  expect(backUp(server.dataDir, file).damagedRows).toBe(0)
  const dir = await newDataDir()
  restore(file, dir, new Date())
  const again = await startServer({ dataDir: dir })
  expect((await fetchPhoto(again, board.id, ada.session.session, photo.id)).bytes).toEqual(bytes)

  const isStored = async (): Promise<boolean> => {
    const files = await readdir(server.dataDir)
    const all = await Promise.all(files.map(async (name) => readFile(join(server.dataDir, name))))
    // A picture of this size may lie on two pages of the database: a part of its own is enough.
    return all.some((data) => data.includes(bytes.subarray(-100)))
  }
  expect(await isStored()).toBe(true)
  const removed = await server.ask('DELETE', `/api/boards/${board.id}`, undefined, fay.session)
  expect(removed.status).toBe(204)
  expect(await isStored()).toBe(false)
})
