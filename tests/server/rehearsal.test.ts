import { expect, test } from 'vitest'
import { addCluster } from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { readMeta } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { readRights } from '#shared/board/rights.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { openRights } from '#shared/workshop/rights.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, shortBrainstorm } from '#tests/support/agendas.ts'
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
  for (const path of ['replay', 'replay/1']) {
    const watched = await server.ask('GET', `/api/boards/${board.id}/${path}`, undefined, fay.session.session)
    expect(watched, path).toMatchObject(barred)
  }
})

test('a rehearsal begins with a copy of the board: notes, groups, rights, agenda and its notes for facilitators', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Mondays' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [phase, ...later] = shortBrainstorm.phases
  if (!phase) throw new Error('the template has phases')
  const template = { ...shortBrainstorm, phases: [{ ...phase, notes: { en: 'Smile' } }, ...later] }
  const taken = await lead(fay, { kind: 'agenda.take', template, answers: { question: 'Why?' } })
  const set = await lead(fay, { kind: 'rights.set', rights: { ...openRights, participantsCluster: false } })
  expect([taken, set]).toEqual(['ok', 'ok'])
  const author = fay.session.participant.id
  const note = addNote(fay.client.doc, { x: 0, y: 0, author, created: 1, text: 'first' })
  const cluster = addCluster(fay.client.doc, [note], { title: 'Early' })
  await fay.client.allSaved()

  const kept = await keepCheckpoint(server, board, fay)
  const path = `/${kept.id}/restore`
  const opened = await askForCheckpoints(server, 'POST', board, fay, path, { as: 'rehearsal' })
  expect(opened.status).toBe(201)
  const trial = await joinBoard(server, opened.body as CreatedBoard, { role: Role.facilitator })
  await trial.client.until(() => notesOf(trial.client.doc).length > 0)
  const { doc } = trial.client
  expect(readMeta(doc)).toMatchObject({ title: 'Mondays', isRehearsal: true })
  expect(notesOf(doc).map(({ text, cluster: group }) => [text, group])).toEqual([['first', cluster]])
  expect(readCluster(doc, cluster)?.title).toBe('Early')
  expect(readRights(doc)).toMatchObject({ participantsCluster: false })
  expect(agendaOf(trial)).toMatchObject({ answers: { question: 'Why?' }, now: { state: 'ready' } })
  const asking = ['GET', `/api/boards/${(opened.body as CreatedBoard).id}/phase-notes`] as const
  const notes = await server.ask(...asking, undefined, trial.session.session)
  expect(notes.body).toEqual({ notes: { write: { en: 'Smile' } } })
  expect(readMeta(fay.client.doc)).not.toHaveProperty('isRehearsal')
})

test('a board that is no rehearsal says nothing of one', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await fay.client.until(() => readMeta(fay.client.doc).schema === 1)
  expect(readMeta(fay.client.doc)).not.toHaveProperty('isRehearsal')
})
