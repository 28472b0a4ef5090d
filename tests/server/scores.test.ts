import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  setScore,
  takePart,
} from '#tests/support/socket-voters.ts'

const score = { method: 'score' } as const

test('people give each option 0 to 3 points; totals and counts are published, and nobody’s answer', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const spy = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  const [ada, bo, cy] = [
    await joinBoard(server, board),
    await joinBoard(server, board),
    await joinBoard(server, board),
  ]
  const [first = '', second = ''] = await addProposals(fay, 2)
  const round = await openRoundOrThrow(fay, [first, second], score)
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  expect(roundsOf(fay.client.doc)[0]).toMatchObject({ method: 'score', budget: 6, cap: 3 })

  expect(outcomeOf(await setScore(ada, round, first, 3))).toBe('ok')
  expect(outcomeOf(await setScore(ada, round, first, 2))).toBe('ok')
  expect(outcomeOf(await setScore(ada, round, second, 1))).toBe('ok')
  expect(outcomeOf(await setScore(bo, round, first, 3))).toBe('ok')
  expect(outcomeOf(await setScore(bo, round, second, 3))).toBe('ok')
  expect(outcomeOf(await setScore(bo, round, second, null))).toBe('ok')
  expect(outcomeOf(await setScore(cy, round, first, 0))).toBe('ok')
  expect(outcomeOf(await setScore(cy, round, second, 4))).toBe('unknown_round')
  expect(outcomeOf(await setScore(cy, round, second, -1))).toBe('unknown_round')
  expect(outcomeOf(await setScore(cy, round, second, 6))).toBe('unknown_command')
  expect(outcomeOf(await placeDot(cy, round, second))).toBe('unknown_round')
  expect(outcomeOf(await setScore(cy, round, 'nothing', 1))).not.toBe('ok')
  expect(outcomeOf(await setScore(spy, round, first, 1))).toBe('forbidden')
  expect(ada.client.ballots.at(-1)?.dots).toEqual({ [first]: 2, [second]: 1 })
  // No points is an answer.
  await fay.client.until(() => roundsOf(fay.client.doc)[0]?.voted === 3)
  expect(roundsOf(fay.client.doc)[0]).toMatchObject({ totals: null })

  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({ totals: { [first]: 5, [second]: 1 }, ballots: null })
  expect(closed.scores).toEqual({ [first]: [1, 0, 1, 1], [second]: [0, 1, 0, 0] })
  const bytes = Buffer.concat(spy.client.frames).toString('latin1')
  for (const { session } of [ada, bo, cy]) expect(bytes).not.toContain(session.participant.id)
})

test('below three voters a secret round of scores publishes neither totals nor counts', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const [first = ''] = await addProposals(fay, 1)
  await takePart(fay)
  const round = await openRoundOrThrow(fay, [first], score)
  await setScore(ada, round, first, 3)
  await setScore(fay, round, first, 1)
  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({ voted: 2, totals: null })
  expect(closed).not.toHaveProperty('scores')
})

test('a vote with dots takes no scores', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [first = ''] = await addProposals(fay, 1)
  await takePart(fay)
  const round = await openRoundOrThrow(fay, [first])
  expect(outcomeOf(await setScore(fay, round, first, 3))).toBe('unknown_round')
  expect(outcomeOf(await placeDot(fay, round, first))).toBe('ok')
})

test('a step that leaves it open asks four people for scores; scores stay over a killed server and go into the file', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  let fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = [
    await joinBoard(server, board),
    await joinBoard(server, board),
    await joinBoard(server, board),
  ]
  const [first = ''] = await addProposals(fay, 2)
  const phases = shortBrainstorm.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) => (step.activity === 'vote' ? { ...step, scale: 'auto' as const } : step)),
  }))
  await takeAgenda(fay, { ...shortBrainstorm, phases })
  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  const round = roundsOf(fay.client.doc)[0]?.id ?? ''
  for (const person of people) expect(outcomeOf(await setScore(person, round, first, 2))).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  fay = await joinBoard(server, board, { session: fay.session })
  const [ada] = people
  const again = await joinBoard(server, board, { session: ada?.session ?? fay.session })
  expect(again.client.hello()?.ballots).toMatchObject([{ round, dots: { [first]: 2 } }])
  expect(await lead(fay, { kind: 'agenda.move', from: 1, to: 'next/next' })).toBe('ok')
  await fay.client.until(() => roundsOf(fay.client.doc)[0]?.state === 'closed')
  const file = JSON.parse(writeBoardFile(snapshotOf(fay.client.doc))) as object
  const expected = { method: 'score', totals: { [first]: 6 }, scores: { [first]: [0, 0, 3, 0] } }
  expect(file).toMatchObject({ rounds: [expected] })
  const copy = await server.ask('POST', '/api/imports', file)
  expect(copy.status).toBe(201)
  const { client } = await joinBoard(server, copy.body as CreatedBoard)
  expect(roundsOf(client.doc)).toMatchObject([expected])
})
