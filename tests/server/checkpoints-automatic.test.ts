import { expect, test } from 'vitest'
import { notesOf, removeNotes } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { startServer } from '#tests/support/server.ts'
import { addProposals, closeRound, openRoundOrThrow } from '#tests/support/socket-voters.ts'
import {
  openBoardForThree,
  writeAs,
  keepCheckpoint,
  listCheckpoints,
  previewCheckpoint,
  restoreCheckpoint,
} from '#tests/support/checkpoint-requests.ts'

test('the server makes a checkpoint before a round and before a large deletion, and not before a small one', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  const options = await addProposals(ada, 40)
  await closeRound(fay, await openRoundOrThrow(fay, options.slice(0, 3)))
  await fay.client.until(() => notesOf(fay.client.doc).length === 40)
  expect((await listCheckpoints(server, board, fay)).map(({ reason, notes }) => [reason, notes])).toEqual([
    ['round', 40],
  ])
  removeNotes(fay.client.doc, options.slice(0, 9))
  await fay.client.allSaved()
  expect(await listCheckpoints(server, board, fay)).toHaveLength(1)
  removeNotes(fay.client.doc, options.slice(9, 19))
  await fay.client.allSaved()
  const [removal] = await listCheckpoints(server, board, fay)
  expect(removal).toMatchObject({ reason: 'removal', notes: 31 })
  // Of one reason one in a minute.
  removeNotes(fay.client.doc, options.slice(19, 40))
  const fresh = writeAs(fay, 'new')
  await fay.client.allSaved()
  await openRoundOrThrow(fay, [fresh])
  expect(await listCheckpoints(server, board, fay)).toHaveLength(2)
  await restoreCheckpoint(server, board, fay, removal?.id ?? '')
  await ada.client.until(() => notesOf(ada.client.doc).length === 31)
})

test('the server makes a checkpoint before a reveal, without private drafts', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  writeAs(fay, 'A question')
  await fay.client.allSaved()
  const desk = await joinDesk(server, board, ada.session)
  await setWriting(fay, WritingMode.private)
  await writeDrafts(desk, ['planted draft'])
  const early = await keepCheckpoint(server, board, fay)
  expect(await reveal(fay)).toBe(1)
  await ada.client.until(() => notesOf(ada.client.doc).length === 2)
  const [kept] = await listCheckpoints(server, board, fay)
  expect(kept).toMatchObject({ reason: 'reveal', notes: 1 })
  for (const id of [early.id, kept?.id ?? '']) {
    const preview = JSON.stringify(await previewCheckpoint(server, board, fay, id))
    expect(preview).toContain('A question')
    expect(preview).not.toContain('planted draft')
  }
  // Revealed notes can be taken off the board and put back; nothing is on anybody's desk in between.
  const undo = await restoreCheckpoint(server, board, fay, kept?.id ?? '')
  await ada.client.until(() => notesOf(ada.client.doc).length === 1)
  expect(notesOf(desk.doc)).toEqual([])
  await restoreCheckpoint(server, board, fay, undo)
  await ada.client.until(() => notesOf(ada.client.doc).length === 2)
  expect(notesOf(ada.client.doc).map(({ author }) => author)).toContain(null)
})

test('a reveal without drafts makes no checkpoint', async () => {
  const { server, board, fay } = await openBoardForThree()
  expect(await reveal(fay)).toBe(0)
  expect(await listCheckpoints(server, board, fay)).toEqual([])
})

test('a board with two unread checkpoints gets no third, and another board does', async () => {
  const held = Promise.withResolvers<void>()
  let slow = ''
  const server = await startServer({
    around: (store) => ({
      ...store,
      checkpointsOf: async (board) => {
        if (board === slow) await held.promise
        return store.checkpointsOf(board)
      },
    }),
  })
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  slow = board.id
  const keepOn = async ({ id }: CreatedBoard, { session }: { readonly session: string }) =>
    (await server.ask('POST', `/api/boards/${id}/checkpoints`, undefined, session)).status
  const [fay, zoe] = [await server.join(board, Role.facilitator), await server.join(other, Role.facilitator)]
  const statuses = Array.from({ length: 3 }, () => keepOn(board, fay))
  expect(await Promise.race(statuses)).toBe(429)
  expect(await keepOn(other, zoe)).toBe(201)
  held.resolve()
  expect((await Promise.all(statuses)).toSorted((a, b) => a - b)).toEqual([201, 201, 429])
  expect(await keepOn(board, fay)).toBe(201)
})
