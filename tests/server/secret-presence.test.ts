import { expect, test } from 'vitest'
import { readRound } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  type Voter,
} from '#tests/support/socket-voters.ts'

const nowhere = { selection: [], editing: null, view: null }
const somewhere = {
  selection: ['a'],
  editing: 'a',
  view: [0, 0, 100, 100],
  extra: 'a',
  mark: { kind: 'laser' },
}

test('while a secret round is open, the server shows nobody where others point, look or work', async () => {
  const { server, board, fay, ada, bo, options } = await startBoard()
  show(ada, 11, 1, somewhere)
  show(fay, 12, 1, somewhere)
  point(ada, 1)
  point(fay, 2)
  await bo.client.until(() => bo.client.states.has(11) && bo.client.states.has(12))
  await bo.client.until(() => bo.client.cursors.has(indexOf(ada)) && bo.client.cursors.has(indexOf(fay)))

  // The last pointers go with the opening, before anybody can vote.
  const round = await openRoundOrThrow(fay, options)
  for (const [person, client] of [
    [ada, 11],
    [fay, 12],
  ] as const) {
    await bo.client.until(() => bo.client.cursors.get(indexOf(person)) === null)
    await bo.client.until(() => bo.client.states.get(client)?.['view'] === null)
    expect(bo.client.states.get(client)).toMatchObject(nowhere)
    expect(bo.client.states.get(client)).not.toHaveProperty('extra')
    expect(bo.client.states.get(client)).not.toHaveProperty('mark')
  }

  // A page of an older version goes on sending.
  bo.client.frames.length = 0
  for (let step = 2; step < 12; step += 1) {
    show(ada, 11, step, { ...somewhere, selection: [`${step}`], view: [step, step, 100, 100] })
    show(fay, 12, step, { ...somewhere, selection: [`${step}`] })
    point(ada, step)
    point(fay, step)
  }
  // The server has read all of it when it answers this, and what it had to send was due.
  await ada.client.command({ kind: 'participant.change', name: 'Ada L.', colour: 1 })
  await bo.client.until(() => bo.client.states.get(11)?.['name'] === 'Ada L.')
  expect(bo.client.states.get(11)).toMatchObject(nowhere)
  expect(bo.client.states.get(12)).toMatchObject(nowhere)
  expect(Buffer.concat(bo.client.frames).includes('extra')).toBe(false)
  // The light of the pointer goes with the pointer.
  expect(Buffer.concat(bo.client.frames).includes('laser')).toBe(false)
  expect(bo.client.cursors.get(indexOf(ada))).toBeNull()
  expect(bo.client.cursors.get(indexOf(fay))).toBeNull()
  const late = await joinBoard(server, board, { name: 'Late' })
  expect([...late.client.cursors.values()].filter(Boolean)).toEqual([])
  await late.client.until(() => late.client.states.has(11))
  expect(late.client.states.get(11)).toMatchObject(nowhere)

  // Closing brings nothing back: the last place is the one of the last dot.
  await closeRound(fay, round)
  await bo.client.until(() => readRound(bo.client.doc, round)?.state === 'closed')
  await ada.client.command({ kind: 'participant.change', name: 'Ada', colour: 2 })
  await bo.client.until(() => bo.client.states.get(11)?.['name'] === 'Ada')
  expect(bo.client.states.get(11)).toMatchObject(nowhere)
  expect(bo.client.cursors.get(indexOf(ada))).toBeNull()
  show(ada, 11, 90, { ...somewhere, editing: 'new' })
  point(ada, 40)
  await bo.client.until(() => bo.client.states.get(11)?.['editing'] === 'new')
  await bo.client.until(() => bo.client.cursors.get(indexOf(ada))?.x === 40)
})

test('a facilitator may show their pointer and view during a secret round on purpose; participants may not', async () => {
  const { fay, ada, bo, options } = await startBoard()
  await openRoundOrThrow(fay, options)
  show(ada, 11, 1, { ...somewhere, shows: true })
  show(fay, 12, 1, { ...somewhere, shows: true })
  point(ada, 1)
  point(fay, 2)
  await bo.client.until(() => bo.client.states.has(12) && bo.client.cursors.get(indexOf(fay))?.x === 2)
  expect(bo.client.states.get(12)).toMatchObject({ selection: ['a'], shows: true })
  await bo.client.until(() => bo.client.states.has(11))
  expect(bo.client.states.get(11)).toMatchObject(nowhere)
  expect(bo.client.cursors.has(indexOf(ada))).toBe(false)

  show(fay, 12, 2, somewhere)
  await bo.client.until(() => bo.client.cursors.get(indexOf(fay)) === null)
  await bo.client.until(() => bo.client.states.get(12)?.['view'] === null)
})

test('a round that is open to everybody leaves pointers as they are', async () => {
  const { fay, ada, bo, options } = await startBoard()
  await openRoundOrThrow(fay, options, { isSecret: false })
  show(ada, 11, 1, somewhere)
  point(ada, 1)
  await bo.client.until(() => bo.client.states.has(11) && bo.client.cursors.get(indexOf(ada))?.x === 1)
  expect(bo.client.states.get(11)).toMatchObject({ selection: ['a'], editing: 'a' })
})

async function startBoard() {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const bo = await joinBoard(server, board, { name: 'Bo', keepsFrames: true })
  return { server, board, fay, ada, bo, options: await addProposals(fay, 3) }
}

function show({ client }: Voter, awareness: number, clock: number, state: object): void {
  client.showState(awareness, clock, JSON.stringify(state))
}

function point({ client }: Voter, x: number): void {
  client.point({ x, y: 0, drag: { dx: x, dy: 0 } })
}

function indexOf({ client }: Voter): number {
  return client.hello()?.index ?? -1
}
