import { expect, test } from 'vitest'
import { readMeta } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { askForCheckpoints, keepCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('nothing of a rehearsal leaves the server, neither as a file nor as a copy', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Try', isRehearsal: true })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await fay.client.until(() => readMeta(fay.client.doc).isRehearsal === true)
  addNote(fay.client.doc, { x: 0, y: 0, author: fay.session.participant.id, created: 1, text: 'a ghost' })
  await fay.client.allSaved()

  const exported = await server.ask(
    'POST',
    `/api/boards/${board.id}/exports`,
    { format: 'markdown' },
    fay.session.session,
  )
  expect(exported).toMatchObject({ status: 403, body: { code: 'rehearsal', mayRetry: false } })
  const checkpoint = await keepCheckpoint(server, board, fay)
  const barred = { status: 403, body: { code: 'rehearsal' } }
  const file = `/${checkpoint.id}`
  expect(await askForCheckpoints(server, 'GET', board, fay, file)).toMatchObject(barred)
  const copied = await askForCheckpoints(server, 'POST', board, fay, `${file}/restore`, { as: 'copy' })
  expect(copied).toMatchObject(barred)
})

test('a board that is no rehearsal says nothing of one', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await fay.client.until(() => readMeta(fay.client.doc).schema === 1)
  expect(readMeta(fay.client.doc)).not.toHaveProperty('isRehearsal')
})
