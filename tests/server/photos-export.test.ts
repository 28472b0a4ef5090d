import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { exportedBytes, exportedFile } from '#tests/support/exported-file.ts'
import { openedBytes, readPdf } from '#tests/support/pdf-text.ts'
import { fetchPhoto, uploadPhoto, plainPhoto } from '#tests/support/photo-uploads.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

/** A board with pictures: described and captioned, without words, transparent, and one whose bytes are gone. */
async function photoBoard(server: TestServer): Promise<{ board: CreatedBoard; fay: Voter }> {
  const board = await server.createBoard({ title: 'Pictures', language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const keep = async (picture: Buffer) => uploadPhoto(server, board.id, fay.session.session, picture)
  const wall = await keep(await plainPhoto('jpeg', '#e01020', 1_280, 960))
  const glass = await keep(await plainPhoto('png', { r: 0, g: 60, b: 250, alpha: 0.5 }, 300, 500))
  const lost = await keep(await plainPhoto('jpeg', '#0a0', 50, 50))
  const at = (x: number) => ({ x, y: 0, author: null, created: 1_700_000_000_000 })
  const { doc } = fay.client
  const captioned = addNote(doc, { ...at(0), text: 'Our first room', photo: { ...wall, alt: '=A red wall' } })
  addNote(doc, { ...at(240), photo: wall })
  addNote(doc, { ...at(480), text: 'Through the glass', photo: glass })
  addNote(doc, { ...at(720), text: 'No longer kept', photo: lost })
  addNote(doc, { ...at(960), text: 'Only words' })
  addCluster(doc, [captioned], { title: 'Rooms' })
  await fay.client.allSaved()
  await server.store.dropPhotos(board.id, [lost.id], Infinity)
  return { board, fay }
}

test('the PDF of a board and its report contain the photos with alternative text', async () => {
  const server = await startServer()
  const { fay } = await photoBoard(server)
  for (const wish of [
    { format: 'pdf', paper: 'one' },
    { format: 'pdf', paper: 'a4' },
    { format: 'report' },
  ] as const) {
    const pdf = await exportedBytes(server, fay, { ...wish, language: 'en' })
    const { pages, alts, metadata } = await readPdf(pdf)
    const text = pages.join('\n')
    for (const caption of ['Our first room', 'Through the glass', 'No longer kept', 'Only words'])
      expect(text).toContain(caption)
    expect(metadata).toContain('pdfuaid')
    const opened = openedBytes(pdf)
    // The report has two in its text, and three in its picture of the board.
    expect(opened.match(/\/Subtype ?\/Image/g)?.length).toBe(wish.format === 'report' ? 5 : 3)
    expect(new Set(alts)).toEqual(new Set(['(picture)', '(picture: =A red wall)']))
  }
})

test('the picture of the board shows pictures where they stand', async () => {
  const server = await startServer()
  const { fay } = await photoBoard(server)
  const png = await exportedBytes(server, fay, { format: 'png' })
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let at = 0; at < data.length; at += 3) {
    const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
    if (r > 200 && g < 40 && b < 60) red += 1
  }
  // Five notes of 200 by 200 with gaps, margins and a title: the red ones are a note and a bit more than half of one.
  expect(red / (info.width * info.height)).toBeGreaterThan(0.06)
})

test('tables and Markdown name each photo with its description, and a formula in it stays text', async () => {
  const server = await startServer()
  const { fay } = await photoBoard(server)
  const markdown = await exportedFile(server, fay, 'markdown', 'en')
  expect(markdown).toContain('- (picture: =A red wall)\\\n  Our first room\n')
  expect(markdown).toContain('- (picture)\n')
  const csv = await exportedFile(server, fay, 'csv', 'fr')
  const [header = '', ...rows] = csv.split('\r\n')
  expect(header.split(';').at(-1)).toBe('photo')
  expect(rows.find((row) => row.includes('Our first room'))).toMatch(/;\(image\u00A0: =A red wall\)$/)
  expect(rows.find((row) => row.includes('Only words'))).toMatch(/;$/)
})

test('a board exported as JSON and imported has the same pictures, byte for byte, and exports the same again', async () => {
  const server = await startServer()
  const { board, fay } = await photoBoard(server)
  const first = await exportedFile(server, fay, 'json')
  const file = JSON.parse(first) as { notes: { id: string; photo?: { id: string } }[]; photos: object }
  expect(Object.keys(file.photos)).toHaveLength(2)
  const imported = (await server.ask('POST', '/api/imports', file)).body as CreatedBoard
  const guest = await joinBoard(server, imported, { role: Role.viewer })
  const photosOf = (voter: Voter): unknown =>
    notesOf(voter.client.doc)
      .filter(({ text }) => text !== 'No longer kept')
      .map(({ id, photo }) => ({ id, photo }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(photosOf(guest)).toEqual(photosOf(fay))
  for (const id of Object.keys(file.photos)) {
    const [before, after] = await Promise.all([
      fetchPhoto(server, board.id, fay.session.session, id),
      fetchPhoto(server, imported.id, guest.session.session, id),
    ])
    expect(after.status).toBe(200)
    expect(after.bytes).toEqual(before.bytes)
    expect(after.headers.get('content-type')).toBe(before.headers.get('content-type'))
  }
  const again = await exportedFile(server, guest, 'json')
  const withoutLost = file.notes.map((note) => {
    const { photo, ...others } = note
    return photo && photo.id in file.photos ? note : others
  })
  // Nobody has joined the imported board: its account counts other people.
  const account = expect.anything() as unknown
  expect(JSON.parse(again)).toEqual({ ...file, notes: withoutLost, account })
})

test('photos in a foreign file are drawn again or left out, and too many are refused', async () => {
  const server = await startServer({
    config: { photos: { boardBytes: 2_000, fileBytes: 1_000_000, pixels: 1_000_000 } },
  })
  const fileWith = (photos: Readonly<Record<string, Buffer>>): object => ({
    format: 'boussole-board',
    version: 1,
    title: 'From elsewhere',
    language: 'en',
    notes: Object.keys(photos).map((id, index) => {
      const place = { x: 0, y: 0, z: 0, cluster: null }
      const photo = { id, width: 7, height: 7, alt: 'A door' }
      return { id: `n${index}`, kind: 'idea', tint: 'sun', created: 0, ...place, text: 'kept', photo }
    }),
    clusters: [],
    rounds: [],
    photos: Object.fromEntries(
      Object.entries(photos).map(([id, data]) => [id, { type: 'image/jpeg', data: data.toString('base64') }]),
    ),
  })
  const withExif = await sharp(await plainPhoto())
    .withExif({ IFD0: { Artist: 'PlantedArtist' } })
    .jpeg()
    .toBuffer()
  const { status, body } = await server.ask(
    'POST',
    '/api/imports',
    fileWith({ ['A'.repeat(43)]: withExif, ['B'.repeat(43)]: Buffer.from('<svg/>') }),
  )
  expect(status).toBe(201)
  const guest = await joinBoard(server, body as CreatedBoard, { role: Role.viewer })
  const [drawn, left] = notesOf(guest.client.doc).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(drawn?.photo).toMatchObject({ width: 40, height: 30, alt: 'A door' })
  expect(left).toMatchObject({ text: 'kept' })
  expect(left?.photo).toBeUndefined()
  const { id = '' } = drawn?.photo ?? {}
  const { bytes } = await fetchPhoto(server, (body as CreatedBoard).id, guest.session.session, id)
  expect(bytes.includes('PlantedArtist')).toBe(false)

  const noise = await sharp({
    create: {
      width: 80,
      height: 80,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()
  const tooMany = await server.ask('POST', '/api/imports', fileWith({ ['C'.repeat(43)]: noise }))
  expect(tooMany).toMatchObject({ status: 413, body: { code: 'photo_quota' } })
})
