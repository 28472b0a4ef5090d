import { expect, test } from 'vitest'
import { pairsIn } from '#shared/activities/read/pairs.ts'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import { readActivity } from '#shared/board/activities.ts'
import { readProgress } from '#shared/board/progress.ts'
import { readRound } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { takeAgenda } from '#tests/support/agendas.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { answer, preparedWorkshop } from '#tests/support/preparations.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk } from '#tests/support/socket-desks.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  takePart,
  type Voter,
} from '#tests/support/socket-voters.ts'

test('a facilitator answers and counts once they have said that they take part, and keeps that over a kill', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const gil = await joinBoard(server, board, { role: Role.facilitator, name: 'Gil' })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const [option = ''] = await addProposals(fay, 1)
  const first = await openRoundOrThrow(fay, [option])
  expect(outcomeOf(await placeDot(fay, first, option))).toBe('not_taking_part')
  // The number of those who are asked stays as it is while a secret question is open.
  expect(outcomeOf(await takePart(fay))).toBe('secret_open')
  expect(outcomeOf(await takePart(ada))).toBe('forbidden')
  await placeDot(ada, first, option)
  expect(await closeRound(fay, first)).toMatchObject({ voted: 1, eligible: 1 })

  expect(outcomeOf(await takePart(fay))).toBe('ok')
  await server.end('SIGKILL')
  server = await spawnServer({ dataDir })
  const back = await joinBoard(server, board, { session: fay.session })
  expect(back.client.hello()?.me.takesPart).toBe(true)
  await joinBoard(server, board, { session: gil.session })
  const again = await joinBoard(server, board, { session: ada.session })
  const second = await openRoundOrThrow(back, [option])
  for (const voter of [back, again]) expect(outcomeOf(await placeDot(voter, second, option))).toBe('ok')
  expect(await closeRound(back, second)).toMatchObject({ voted: 2, eligible: 2 })
  expect(outcomeOf(await takePart(back, false))).toBe('ok')
  expect(outcomeOf(await placeDot(back, await openRoundOrThrow(back, [option]), option))).toBe(
    'not_taking_part',
  )
})

test('nobody gets the number of answers where it points at the last ones, facilitators neither', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters = await Promise.all(Array.from({ length: 7 }, () => joinBoard(server, board)))
  const [option = ''] = await addProposals(fay, 1)
  const round = await openRoundOrThrow(fay, [option])
  const told = () => readProgress(fay.client.doc, round)
  await fay.client.until(() => told()?.done === 0)
  const seen = new Set<number | null | undefined>()
  fay.client.doc.on('update', () => seen.add(told()?.done))
  for (const [index, voter] of voters.entries()) {
    await placeDot(voter, round, option)
    const done = index + 1
    const shown = done === 7 || done < 5 ? done : null
    await fay.client.until(() => told()?.done === shown && told()?.of === 7)
  }
  expect([...seen].filter((done) => done === 5 || done === 6)).toEqual([])
  expect(readRound(fay.client.doc, round)?.voted).toBe(7)
  expect(await closeRound(fay, round)).toMatchObject({ voted: 7, eligible: 7 })

  // Of five people or fewer the board never has a number but that of all.
  const few = await server.createBoard()
  const gil = await joinBoard(server, few, { role: Role.facilitator, keepsFrames: true })
  const group = await Promise.all(Array.from({ length: 4 }, () => joinBoard(server, few)))
  const [only = ''] = await addProposals(gil, 1)
  const next = await openRoundOrThrow(gil, [only])
  const numbers = new Set<number | null | undefined>()
  gil.client.doc.on('update', () => numbers.add(readProgress(gil.client.doc, next)?.done))
  for (const voter of group) await placeDot(voter, next, only)
  await gil.client.until(() => readProgress(gil.client.doc, next)?.done === 4)
  expect([...numbers].filter((done) => done !== null && done !== 4 && done !== undefined)).toEqual([])
})

test('a yes to “same idea?” counts as answers do: a facilitator says it once they take part', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const [one = '', other = ''] = await addProposals(fay, 2)
  const say = async ({ client }: Voter) =>
    outcomeOf(await client.command({ kind: 'read.agree', one, other, isSame: true }))
  expect(await say(fay)).toBe('not_taking_part')
  expect(await say(ada)).toBe('ok')
  const yes = () => pairsIn(readActivity(fay.client.doc, 'read'))[0]?.yes
  await fay.client.until(() => yes() === 1)
  expect(outcomeOf(await takePart(fay))).toBe('ok')
  expect(await say(fay)).toBe('ok')
  await fay.client.until(() => yes() === 2)
})

test('reports and preparation count the people who take part: facilitators once they have said so', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await joinBoard(server, board, { role: Role.facilitator, name: 'Gil' })
  const [option = ''] = await addProposals(fay, 1)
  await takeAgenda(fay, preparedWorkshop())
  const desk = await joinDesk(server, board, fay.session)
  const path = 'prepare/answers'
  const prepared = () => preparationsIn(readActivity(fay.client.doc, 'form')).get(path)
  const reported = async () => exportedFile(server, fay, 'markdown', 'en')
  // Nobody takes part yet: two facilitators are no "2 participants".
  expect(await reported()).not.toContain('participant')
  const ada = await joinBoard(server, board, { name: 'Ada' })
  answer(desk, 'hope', 'To lead well', { isShared: true })
  const adasDesk = await joinDesk(server, board, ada.session)
  answer(adasDesk, 'hope', 'To be heard', { isShared: true })
  await Promise.all([desk.allSaved(), adasDesk.allSaved()])
  await fay.client.until(() => prepared()?.begun === 1 && prepared()?.of === 1)
  expect(await reported()).toContain('1 participant')

  expect(outcomeOf(await takePart(fay))).toBe('ok')
  await joinBoard(server, board, { name: 'Bo' })
  await fay.client.until(() => prepared()?.begun === 2 && prepared()?.of === 3)
  expect(await reported()).toContain('3 participants')

  const round = await openRoundOrThrow(fay, [option])
  expect(outcomeOf(await placeDot(ada, round, option))).toBe('ok')
  await closeRound(fay, round)
  const report = await reported()
  expect(report).toContain('1 of 3 people answered')
  expect(report).not.toMatch(/\bvoted\b/u)
})
