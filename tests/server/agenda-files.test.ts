import { expect, test } from 'vitest'
import type { BoardFile } from '#server/board-file/board-file.ts'
import { areasOf } from '#shared/board/area.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { notesOf } from '#shared/board/note.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { replayOf } from '#tests/support/replay.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

async function exportedJson(server: TestServer, person: Voter): Promise<BoardFile> {
  return JSON.parse(await exportedFile(server, person, 'json')) as BoardFile
}

test('a board goes on elsewhere with its agenda, and its replay has a mark for each step', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(['Ada', 'Bo'].map((name) => joinBoard(server, board, { name })))
  await takeAgenda(fay)
  await moveTo(fay, 'write/ideas')
  for (const { session } of people)
    await writeDrafts(await joinDesk(server, board, session), ['one'], { step: 'write/ideas', field: 'all' })
  await fay.client.until(() => readWriting(fay.client.doc).wrote === 2)
  await moveTo(fay, 'write/reveal')
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  await moveTo(fay, 'group/group')

  const { steps } = await replayOf(server, board, fay.session.session)
  const marks = steps.flatMap((step) => step.marks ?? [])
  expect(marks.flatMap(({ kind, phase }) => (kind === 'stepBegan' ? [phase?.en] : []))).toEqual([
    'write',
    'write',
    'group',
  ])

  const file = await exportedJson(server, fay)
  expect(file.account?.participation).toEqual({
    people: 2,
    wrote: { done: 2, of: 2 },
    voted: null,
    groups: [],
  })
  expect(file.account?.agenda?.phases.map(({ steps: each }) => each.map(({ visits }) => visits))).toEqual([
    [1, 1],
    [1],
    [0],
    [0],
  ])
  const { status, body } = await server.ask('POST', '/api/imports', {
    ...file,
    // As in files from before parking lots: the server makes the one that is missing.
    areas: file.areas?.filter(({ id }) => id !== parkingLot),
  })
  expect(status).toBe(201)
  const copy = body as CreatedBoard
  const gil = await joinBoard(server, copy, { role: Role.facilitator })
  await gil.client.until(() => areasOf(gil.client.doc).length === 2)
  expect(agendaOf(gil).now).toMatchObject({ state: 'running', step: 'group/group', move: 3 })
  expect(agendaOf(gil).clock).toEqual({ endsAt: null, left: 60_000, full: 60_000 })
  expect((await exportedJson(server, gil)).agenda).toEqual(file.agenda)
  await moveTo(gil, 'next/next')
  await gil.client.until(() => areasOf(gil.client.doc).length === 3)
})
