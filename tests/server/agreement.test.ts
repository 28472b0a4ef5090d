import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { passed, type SaidReason } from '#shared/workshop/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { moveTo, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRound,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  setScore,
  type Voter,
  takePart,
} from '#tests/support/socket-voters.ts'

const agreement = { method: 'agreement' } as const

test('answers and reasons are nobody else’s until the result, which names nobody who has not signed', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  const voters = await Promise.all(
    ['Adalbert', 'Bo', 'Cyprian', 'Di'].map((name) => joinBoard(server, board, { name })),
  )
  const [ada, bo, cy, di] = voters as [Voter, Voter, Voter, Voter]
  const [first = '', second = ''] = await addProposals(fay, 2)
  expect(outcomeOf(await openRound(fay, [first], { ...agreement, isSecret: false }))).toBe(
    'agreement_is_secret',
  )
  const round = await openRoundOrThrow(fay, [first, second], agreement)
  const say = async (voter: Voter, option: string, answer: number | null, reason?: SaidReason) =>
    outcomeOf(
      await voter.client.command({
        kind: 'answer.set',
        round,
        option,
        answer,
        ...(reason && { reason }),
      }),
    )
  const secret = { text: 'Nobody asked the night shift', isSigned: false }
  const signed = { text: 'We said this last year', isSigned: true }
  expect(await say(ada, first, 0, { text: 'A reason that I take back', isSigned: false })).toBe('ok')
  expect(await say(ada, first, 4)).toBe('ok')
  expect(await say(ada, second, 5)).toBe('ok')
  expect(await say(bo, first, 3)).toBe('ok')
  expect(await say(bo, second, 0, secret)).toBe('ok')
  expect(await say(cy, first, passed)).toBe('ok')
  expect(await say(cy, second, 0, signed)).toBe('ok')
  expect(await say(di, first, 5)).toBe('ok')
  expect(await say(di, second, 2)).toBe('ok')
  expect(await say(di, second, null)).toBe('ok')
  expect(ada.client.ballots.at(-1)).toMatchObject({ dots: { [first]: 4, [second]: 5 }, reasons: {} })
  expect(cy.client.ballots.at(-1)).toMatchObject({ dots: { [first]: -1 }, reasons: { [second]: signed } })
  // What this round is not about, or does not take.
  expect(await say(di, 'nothing', 3)).toBe('unknown_option')
  expect(await say(di, second, 3, secret)).toBe('unknown_round')
  expect(await say(eve, first, 3)).toBe('forbidden')
  expect(outcomeOf(await placeDot(di, round, first))).toBe('unknown_round')
  expect(outcomeOf(await setScore(di, round, first, 6))).toBe('unknown_command')

  await fay.client.until(() => readRound(fay.client.doc, round)?.voted === 4)
  const sent = () => Buffer.concat([...fay.client.frames, ...eve.client.frames]).toString('latin1')
  const words = [secret.text, signed.text, 'A reason that I take back']
  expect(words.filter((text) => sent().includes(text))).toEqual([])
  const before = await bytesOfFolder(server.dataDir)
  const { key } = (await server.store.findPoll(round)) ?? {}
  expect(before.includes(secret.text) && before.includes(String(key))).toBe(true)

  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({ voted: 4, ballots: null, passes: { [first]: 1 } })
  expect(closed.scores).toEqual({ [first]: [0, 0, 0, 1, 1, 1], [second]: [2, 0, 0, 0, 0, 1] })
  const reasons = [
    { option: second, text: secret.text, name: null, answer: 0 },
    { option: second, text: signed.text, name: 'Cyprian', answer: 0 },
  ]
  expect(closed.reasons?.toSorted((a, b) => a.text.localeCompare(b.text))).toEqual(reasons)
  await eve.client.until(() => readRound(eve.client.doc, round)?.state === 'closed')
  for (const { session } of voters) expect(sent()).not.toContain(`${session.participant.id}"`)
  const after = await bytesOfFolder(server.dataDir)
  expect([String(key), 'A reason that I take back'].filter((trace) => after.includes(trace))).toEqual([])

  const file = JSON.parse(writeBoardFile(snapshotOf(fay.client.doc))) as object
  const copy = await server.ask('POST', '/api/imports', file)
  expect(copy.status).toBe(201)
  const { client } = await joinBoard(server, copy.body as CreatedBoard)
  const { scores, passes } = closed
  expect(roundsOf(client.doc)).toMatchObject([{ method: 'agreement', scores, passes }])
})

test('below three voters a round of agreement publishes neither answers nor reasons', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const [first = ''] = await addProposals(fay, 1)
  await takePart(fay)
  const round = await openRoundOrThrow(fay, [first], agreement)
  const reason = { text: 'It says nothing', isSigned: false }
  for (const { client } of [fay, ada])
    await client.command({ kind: 'answer.set', round, option: first, answer: 0, reason })
  const closed = await closeRound(fay, round)
  expect(closed).toMatchObject({ voted: 2, totals: null })
  for (const part of ['scores', 'passes', 'reasons']) expect(closed).not.toHaveProperty(part)
})

test('a step of agreement opens its vote; answers and reasons outlive a killed server', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const [first = ''] = await addProposals(fay, 2)
  const phases = shortBrainstorm.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) =>
      step.activity === 'vote' ? { ...step, scale: 'agreement' as const, isSecret: false } : step,
    ),
  }))
  await takeAgenda(fay, { ...shortBrainstorm, phases })
  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => roundsOf(fay.client.doc).length === 1)
  const [opened] = roundsOf(fay.client.doc)
  expect(opened).toMatchObject({ method: 'agreement', isSecret: true, cap: 5 })
  const round = opened?.id ?? ''
  const reason = { text: 'Not ours alone', isSigned: true }
  const command = { kind: 'answer.set', round, option: first, answer: 0, reason } as const
  expect(outcomeOf(await ada.client.command(command))).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  const again = await joinBoard(server, board, { session: ada.session })
  expect(again.client.hello()?.ballots).toMatchObject([
    { round, dots: { [first]: 0 }, reasons: { [first]: reason } },
  ])
})
