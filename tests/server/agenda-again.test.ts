import { expect, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
import { readProgress } from '#shared/board/progress.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { freeDisk } from '#tests/support/full-disk.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('an agenda that is led again from its start reveals again, and nobody is done yet', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  for (const count of [1, 2]) {
    await takeAgenda(fay)
    await moveTo(fay, 'write/ideas')
    await fay.client.until(() => readProgress(fay.client.doc, 'done:1')?.of === 1)
    expect(readProgress(fay.client.doc, 'done:1')).toEqual({ done: null, of: 1 })
    const desk = await joinDesk(server, board, ada.session)
    await writeDrafts(desk, [`idea ${count}`], { step: 'write/ideas', field: 'all' })
    expect(await lead(ada, { kind: 'agenda.done', from: 1, isDone: true })).toBe('ok')
    await fay.client.until(() => readProgress(fay.client.doc, 'done:1')?.done === 1)
    await moveTo(fay, 'write/reveal')
    expect(readWriting(fay.client.doc).mode).toBe('shared')
    expect(notesOf(fay.client.doc)).toHaveLength(count)
    if (count === 1) expect(await lead(fay, { kind: 'agenda.undo', from: 2 })).toBe('ok')
    expect(await lead(fay, { kind: 'agenda.leave' })).toBe('ok')
  }
})

test('a vote that was left at once by an undo is open when people come to it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  await moveTo(fay, 'group/group')
  const { id: author } = fay.session.participant
  addNote(fay.client.doc, { x: 0, y: 0, author, created: 1, text: 'an idea' })
  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  expect(await lead(fay, { kind: 'agenda.undo', from: 2 })).toBe('ok')
  await fay.client.until(() => roundsOf(fay.client.doc)[0]?.state === 'closed')
  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => agendaOf(fay).now.move === 4)
  expect(roundsOf(fay.client.doc).map(({ state }) => state)).toEqual(['closed', 'open'])
})

test.skipIf(process.platform !== 'linux')(
  'a board in the middle of private writing can be read on a full disk, and is led on as soon as there is room',
  async () => {
    const dataDir = await newDataDir()
    const first = await spawnServer({ dataDir })
    const board = await first.createBoard()
    const fay = await joinBoard(first, board, { role: Role.facilitator })
    await takeAgenda(fay)
    await moveTo(fay, 'write/ideas')
    await fay.client.until(() => readWriting(fay.client.doc).mode === 'private')
    expect(await first.end()).toBe(0)

    const server = await spawnServer({ dataDir, isDiskFull: true })
    const again = await joinBoard(server, board, { session: fay.session })
    expect(agendaOf(again).now.step).toBe('write/ideas')
    freeDisk(server)
    await again.client.until(() => again.client.isWritable() === true)
    await moveTo(again, 'write/reveal')
    expect(readWriting(again.client.doc).mode).toBe('shared')
  },
)
