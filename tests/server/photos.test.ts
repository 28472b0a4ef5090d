import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { addNote, removeNotes, setPhoto, setTint } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import { writeRights } from '#shared/board/rights.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import {
  fetchPhoto,
  hugePng,
  uploadPhoto,
  plainPhoto,
  sendPhoto,
  phonePhoto,
} from '#tests/support/photo-uploads.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const addPhotoNote = (doc: Y.Doc, photo: Photo, author: string | null = null): string =>
  addNote(doc, { x: 0, y: 0, author, created: 1, photo })

/** The whole data folder, as an administrator could read it. */
async function storedBytes({ dataDir }: TestServer): Promise<Buffer> {
  const files = await readdir(dataDir)
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(dataDir, file)))))
}

test('a stored photo is upright, without metadata, and served for viewing alone', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await server.join(board)
  const secret = 'PlantedSecretOfAda'
  const picture = await phonePhoto(secret, 3_000, 2_000)
  expect(picture.includes(secret)).toBe(true)
  const sent = await sendPhoto(server, board.id, ada.session, picture, 'text/html')
  expect(sent).toMatchObject({ status: 201, body: { photo: { width: 1_365, height: 2_048 } } })
  const { photo } = sent.body as { photo: Photo }
  const { status, headers, bytes } = await fetchPhoto(server, board.id, ada.session, photo.id)
  expect(status).toBe(200)
  expect(createHash('sha256').update(bytes).digest('base64url')).toBe(photo.id)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'attachment; filename="photo.jpg"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=31536000, immutable',
    vary: 'authorization',
  })
  const { exif, icc, xmp, iptc, orientation, comments, width } = await sharp(bytes).metadata()
  expect({ exif, icc, xmp, iptc, orientation, comments, width }).toEqual({ width: 1_365 })
  const kept = await storedBytes(server)
  for (const word of [
    secret,
    Buffer.from(secret, 'utf16le'),
    'Exif\0\0',
    'http://ns.adobe.com/xap',
    'ICC_PROFILE',
  ])
    expect(kept.includes(word)).toBe(false)
})

test('a photo is recognised by content; PNG, WebP and GIF keep transparency and only the first frame', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const typeOf = async (bytes: Buffer): Promise<unknown> => {
    const { id, width, height } = await uploadPhoto(server, board.id, session, bytes)
    const { headers } = await fetchPhoto(server, board.id, session, id)
    return [headers.get('content-type'), width, height]
  }
  expect(await typeOf(await plainPhoto('png'))).toEqual(['image/jpeg', 40, 30])
  expect(await typeOf(await plainPhoto('webp'))).toEqual(['image/jpeg', 40, 30])
  expect(await typeOf(await plainPhoto('gif'))).toEqual(['image/jpeg', 40, 30])
  const seeThrough = { r: 200, g: 0, b: 0, alpha: 0.5 }
  expect(await typeOf(await plainPhoto('png', seeThrough))).toEqual(['image/webp', 40, 30])
  const frames = await sharp([await plainPhoto('png', '#c33'), await plainPhoto('png', '#3c3')], {
    join: { animated: true },
  })
    .gif()
    .toBuffer()
  expect(await typeOf(frames)).toEqual(['image/jpeg', 40, 30])
})

test('equal photos have one id and are stored once, and a sender learns nothing about the others', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const [ada, bo] = [await server.join(board), await server.join(board)]
  const picture = await plainPhoto()
  const first = await sendPhoto(server, board.id, ada.session, picture)
  const { photo } = first.body as { photo: Photo }
  expect(await fetchPhoto(server, board.id, bo.session, photo.id)).toMatchObject({ status: 404 })
  expect(await fetchPhoto(server, board.id, bo.session, 'A'.repeat(43))).toMatchObject({ status: 404 })
  const second = await sendPhoto(server, board.id, bo.session, picture)
  expect([second.status, second.body]).toEqual([first.status, first.body])
  expect(await fetchPhoto(server, board.id, bo.session, photo.id)).toMatchObject({ status: 200 })
  expect(await server.store.photosOf(board.id)).toEqual([
    { id: photo.id, isShown: false, holders: [ada.participant.id, bo.participant.id].toSorted() },
  ])
})

test('files that are no photo are refused in words: drawings, programs, damaged, cut off or too large', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const photograph = await phonePhoto('x')
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const codes: Readonly<Record<string, readonly [Uint8Array, number, RefusalCode]>> = {
    drawing: [Buffer.from(svg), 415, 'photo_is_drawing'],
    'drawing after a comment': [Buffer.from(`\uFEFF<!-- GIF89a -->${svg}`), 415, 'photo_is_drawing'],
    'drawing in UTF-16': [Buffer.from(svg, 'utf16le'), 415, 'photo_is_drawing'],
    page: [Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'photo_unreadable'],
    nothing: [Buffer.alloc(0), 415, 'photo_unreadable'],
    zeroes: [Buffer.alloc(5_000), 415, 'photo_unreadable'],
    'TIFF, which is not taken': [
      await sharp(await plainPhoto())
        .tiff()
        .toBuffer(),
      415,
      'photo_unreadable',
    ],
    'a picture cut off': [photograph.subarray(0, photograph.length / 2), 415, 'photo_unreadable'],
    'only a beginning': [photograph.subarray(0, 20), 415, 'photo_unreadable'],
    'a PNG whose rows are missing': [hugePng(7_000, 7_000), 415, 'photo_unreadable'],
    'a PNG of ten gigapixels in 300 bytes': [hugePng(100_000, 100_000), 422, 'photo_too_many_pixels'],
    'a page that begins like a GIF': [
      Buffer.from('GIF89a/*<svg onload=alert(1)>*/=1;alert(1)'),
      415,
      'photo_unreadable',
    ],
    'eleven megabytes': [Buffer.concat([photograph, Buffer.alloc(11_000_000)]), 413, 'photo_too_large'],
  }
  for (const [name, [bytes, status, code]] of Object.entries(codes)) {
    const sent = await sendPhoto(server, board.id, session, bytes, 'image/jpeg')
    expect({ name, status: sent.status, body: sent.body }).toEqual({
      name,
      status,
      body: { code, message: expect.stringMatching(/^[A-Z].*\.$/), mayRetry: expect.any(Boolean) },
    })
  }
  expect(await server.store.photosOf(board.id)).toEqual([])
  // The decoder is still there for honest people.
  await uploadPhoto(server, board.id, session, photograph)
})

test('the stored photo has no byte of a program behind or inside the sent file', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const program = '<script>alert("PolyglotProgram")</script>'
  const behind = Buffer.concat([await plainPhoto(), Buffer.from(program)])
  const png = await plainPhoto('png')
  const text = Buffer.from(`tEXtComment\0${program}`)
  const inside = Buffer.concat([
    png.subarray(0, 33),
    Buffer.from([0, 0, 0, text.length - 4]),
    text,
    Buffer.alloc(4),
    png.subarray(33),
  ])
  for (const picture of [behind, inside]) {
    const { status, body } = await sendPhoto(server, board.id, session, picture)
    if (status !== 201) continue
    const { bytes } = await fetchPhoto(server, board.id, session, (body as { photo: Photo }).photo.id)
    expect(bytes.includes('PolyglotProgram')).toBe(false)
  }
  expect((await storedBytes(server)).includes('PolyglotProgram')).toBe(false)
})

test('people who may not write notes may not send photos, except for their drafts', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const other = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const viewer = await server.join(board, Role.viewer)
  const stranger = await server.join(other)
  const picture = await plainPhoto()
  const answer = async (session?: string): Promise<unknown> => {
    const { status, body } = await sendPhoto(server, board.id, session, picture)
    return [status, (body as { code?: string }).code]
  }
  expect(await answer(viewer.session)).toEqual([403, 'forbidden'])
  expect(await answer(stranger.session)).toEqual([403, 'forbidden'])
  expect(await answer('nobody')).toEqual([401, 'unauthorised'])
  expect(await answer()).toEqual([401, 'unauthorised'])
  await fay.client.command({ kind: 'rights.set', rights: { isLocked: true } })
  expect(await answer(ada.session)).toEqual([403, 'board_locked'])
  expect(await answer(fay.session.session)).toEqual([201, undefined])
  await setWriting(fay, WritingMode.private)
  expect(await answer(ada.session)).toEqual([201, undefined])
})

test('a photo on the board is for people on it, viewers included, and for nobody else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  const bo = await joinBoard(server, board)
  const viewer = await server.join(board, Role.viewer)
  const stranger = await server.join(await server.createBoard())
  const photo = await uploadPhoto(server, board.id, ada.session.session, await plainPhoto())
  const statusFor = async (session?: string): Promise<number> =>
    (await fetchPhoto(server, board.id, session, photo.id)).status
  expect([await statusFor(ada.session.session), await statusFor(bo.session.session)]).toEqual([200, 404])
  const note = addPhotoNote(ada.client.doc, photo, ada.session.participant.id)
  await ada.client.allSaved()
  expect(
    await Promise.all([bo.session.session, viewer.session, stranger.session, undefined].map(statusFor)),
  ).toEqual([200, 200, 403, 401])
  removeNotes(ada.client.doc, [note])
  await ada.client.allSaved()
  expect([await statusFor(bo.session.session), await statusFor(viewer.session)]).toEqual([404, 404])
})

test('a draft’s picture is its author’s alone; nobody can put it on the board to read it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const bo = await joinBoard(server, board)
  const photo = await uploadPhoto(server, board.id, ada.session, await plainPhoto())
  await writeDrafts(await joinDesk(server, board, ada), ['mine'], { photo })
  for (const thief of [bo, fay]) {
    addPhotoNote(thief.client.doc, photo)
    await thief.client.until(() => thief.client.refusals.length > 0)
    expect(thief.client.refusals).toMatchObject([{ code: 'photo_unknown' }])
    expect((await fetchPhoto(server, board.id, thief.session.session, photo.id)).status).toBe(404)
  }
  const desk = await joinDesk(server, board, await server.join(board))
  addPhotoNote(desk.doc, photo)
  await desk.until(() => desk.refusals.length > 0)
  expect(desk.refusals).toMatchObject([{ code: 'photo_unknown' }])
  expect((await fetchPhoto(server, board.id, ada.session, photo.id)).status).toBe(200)
})

test('the person who undoes the deletion of a photo note gets it back, after a restart too', async () => {
  const first = await startServer()
  const board = await first.createBoard()
  const ada = await joinBoard(first, board)
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const bo = await first.join(board)
  const photo = await uploadPhoto(first, board.id, ada.session.session, await plainPhoto())
  const note = addPhotoNote(ada.client.doc, photo, ada.session.participant.id)
  await ada.client.allSaved()
  await writeDrafts(await joinDesk(first, board, bo), ['seen there'], { photo })
  removeNotes(ada.client.doc, [note])
  await ada.client.allSaved()
  await first.close()

  const server = await startServer({ dataDir: first.dataDir })
  expect((await fetchPhoto(server, board.id, bo.session, photo.id)).status).toBe(200)
  expect((await fetchPhoto(server, board.id, fay.session.session, photo.id)).status).toBe(404)
  const again = await joinBoard(server, board, { role: Role.facilitator })
  const back = addPhotoNote(again.client.doc, photo)
  setTint(again.client.doc, [back], 'mint')
  setPhoto(again.client.doc, back, { ...photo, alt: 'A door' })
  await again.client.allSaved()
  expect((await fetchPhoto(server, board.id, fay.session.session, photo.id)).status).toBe(200)
})

test('the photos of a board have a total limit, which does not reveal other people’s photos', async () => {
  const picture = await plainPhoto()
  const other = await plainPhoto('png', '#336')
  const server = await startServer()
  const board = await server.createBoard()
  const [ada, bo] = [await server.join(board), await server.join(board)]
  await uploadPhoto(server, board.id, ada.session, picture)
  await server.close()
  const full = await startServer({
    dataDir: server.dataDir,
    config: { photos: { boardBytes: 400, fileBytes: 1_000_000, pixels: 1_000_000 } },
  })
  const codeFor = async (session: string, bytes: Buffer): Promise<unknown> =>
    (await sendPhoto(full, board.id, session, bytes)).body
  const refused = { code: 'photo_quota', message: expect.any(String), mayRetry: false }
  expect(await codeFor(bo.session, picture)).toEqual(refused)
  expect(await codeFor(bo.session, other)).toEqual(refused)
  expect(await codeFor(ada.session, picture)).toMatchObject({ photo: { width: 40 } })
  const metrics = (await full.ask('GET', '/metrics')).body
  expect(metrics).toContain('boussole_refusals_total{reason="photo_quota"} 2')
  expect(metrics).toContain('boussole_photo_seconds_count 1')
})

test('one person’s flood of pictures is refused, and does not keep others from sending theirs', async () => {
  // However long they take, it is the limits' same moment.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const server = await startServer()
  const board = await server.createBoard()
  const [ada, bo] = [await server.join(board), await server.join(board)]
  const picture = await plainPhoto()
  const statuses: number[] = []
  for (let count = 0; count < 15; count += 1) {
    const sent = await Promise.all(
      Array.from({ length: 4 }, async () => sendPhoto(server, board.id, ada.session, picture)),
    )
    statuses.push(...sent.map(({ status }) => status))
  }
  expect(new Set(statuses)).toEqual(new Set([201, 429]))
  expect((await sendPhoto(server, board.id, bo.session, picture)).status).toBe(201)
})

test('a locked board’s pictures stay readable', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const photo = await uploadPhoto(server, board.id, fay.session.session, await plainPhoto())
  addPhotoNote(fay.client.doc, photo)
  await fay.client.allSaved()
  await server.rooms.withBoard(board.id, async ({ write }) =>
    write((doc) => writeRights(doc, { isLocked: true })),
  )
  expect((await fetchPhoto(server, board.id, ada.session, photo.id)).status).toBe(200)
})
