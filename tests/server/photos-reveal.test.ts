import { expect, test } from 'vitest'
import { draftsOf, holdDrafts } from '#shared/board/draft.ts'
import { notesOf } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { fetchPhoto, holdersOf, uploadPhoto, plainPhoto } from '#tests/support/photo-uploads.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('a reveal shows drafts’ photos to everybody, and nothing tells their authors', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const viewer = await server.join(board, Role.viewer)
  await setWriting(fay, WritingMode.private)
  const [ada, bo] = [await server.join(board), await server.join(board)]
  const keep = async (person: typeof ada, colour: string) =>
    uploadPhoto(server, board.id, person.session, await plainPhoto('jpeg', colour))
  const [shared, kept, alone] = [await keep(ada, '#c00'), await keep(ada, '#0c0'), await keep(bo, '#00c')]
  const desk = await joinDesk(server, board, ada)
  await writeDrafts(desk, ['with a door'], { photo: { ...shared, alt: 'A door' } })
  const [held = ''] = await writeDrafts(desk, ['not yet'], { photo: kept })
  holdDrafts(desk.doc, [held], true)
  await desk.allSaved()
  await writeDrafts(await joinDesk(server, board, bo), [''], { photo: alone })

  const seen = (): string => Buffer.concat(fay.client.frames).toString('latin1')
  const statusFor = async (session: string, id: string): Promise<number> =>
    (await fetchPhoto(server, board.id, session, id)).status
  for (const { id } of [shared, kept, alone]) {
    expect(seen()).not.toContain(id)
    expect([await statusFor(fay.session.session, id), await statusFor(viewer.session, id)]).toEqual([
      404, 404,
    ])
  }

  expect(await reveal(fay)).toBe(2)
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const revealed = notesOf(fay.client.doc).map(({ author, text, photo }) => ({ author, text, photo }))
  expect(revealed.toSorted((a, b) => (a.text < b.text ? -1 : 1))).toEqual([
    { author: null, text: '', photo: alone },
    { author: null, text: 'with a door', photo: { ...shared, alt: 'A door' } },
  ])
  for (const { id } of [shared, alone])
    expect([await statusFor(fay.session.session, id), await statusFor(viewer.session, id)]).toEqual([
      200, 200,
    ])
  expect(seen()).not.toContain(kept.id)
  expect([await statusFor(ada.session, kept.id), await statusFor(fay.session.session, kept.id)]).toEqual([
    200, 404,
  ])
  expect(draftsOf(desk.doc).map(({ text }) => text)).toEqual(['not yet'])
  expect(holdersOf(server)).toEqual([{ photo: kept.id, participant: ada.participant.id }])
})

test('a photo of a revealed and a held draft is the board’s and stays the author’s', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await setWriting(fay, WritingMode.private)
  const ada = await server.join(board)
  const photo = await uploadPhoto(server, board.id, ada.session, await plainPhoto())
  const desk = await joinDesk(server, board, ada)
  await writeDrafts(desk, ['shown'], { photo })
  const [held = ''] = await writeDrafts(desk, ['kept back'], { photo })
  holdDrafts(desk.doc, [held], true)
  await desk.allSaved()
  expect(await reveal(fay)).toBe(1)
  expect(holdersOf(server)).toEqual([{ photo: photo.id, participant: ada.participant.id }])
  expect(await server.store.photosOf(board.id)).toMatchObject([{ isShown: true }])
})
