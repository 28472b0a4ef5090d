import { expect, onTestFinished, test, vi } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { metaRoot } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { roundLimits, spent } from '#shared/workshop/round.ts'
import { anonymousNumbersOf } from '#shared/workshop/anonymous-numbers.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { sampleBoard } from '#tests/support/sample-board.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  openRound,
  outcomeOf,
  placeDot,
  roundOf,
  takeDot,
  type Voter,
  takePart,
} from '#tests/support/socket-voters.ts'

test('a round shows its rules and progress while it is open, and its totals once it is closed', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  const [ada, bo, cy] = voters
  if (!ada || !bo || !cy) throw new Error('three voters joined')
  const [a = '', b = '', c = ''] = await addProposals(fay, 3)

  const id = await openRoundOrThrow(fay, [a, b, c], { budget: 2, cap: 2 })
  await ada.client.until(() => readRound(ada.client.doc, id)?.eligible === 3)
  expect(roundOf(ada.client.doc, id)).toMatchObject({
    number: 1,
    title: 'Which one?',
    options: [a, b, c],
    budget: 2,
    cap: 2,
    isSecret: true,
    state: 'open',
    isUntold: true,
    totals: null,
    ballots: null,
  })

  for (const voter of voters) expect(outcomeOf(await placeDot(voter, id, a))).toBe('ok')
  await placeDot(bo, id, b)
  await takeDot(bo, id, a)
  expect(bo.client.ballots.at(-1)).toEqual({ round: id, dots: { [b]: 1 }, remaining: 1 })
  await fay.client.until(() => readRound(fay.client.doc, id)?.voted === 3)

  const closed = await closeRound(fay, id)
  expect(closed).toMatchObject({ state: 'closed', voted: 3, eligible: 3, totals: { [a]: 2, [b]: 1 } })
  expect(closed.ballots).toBeNull()
  expect(outcomeOf(await placeDot(cy, id, a))).toBe('round_closed')
  const again = await openRoundOrThrow(fay, [a, b], { previous: id })
  expect(roundOf(fay.client.doc, again)).toMatchObject({ number: 2, previous: id })
})

test('an open round names its voters, and says so from the start', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const [a = ''] = await addProposals(fay, 1)
  const id = await openRoundOrThrow(fay, [a], { isSecret: false })
  expect(roundOf(fay.client.doc, id)).toMatchObject({ isSecret: false, ballots: null })
  await placeDot(ada, id, a)
  const { totals, ballots } = await closeRound(fay, id)
  expect(totals).toEqual({ [a]: 1 })
  const { id: participant, colour } = ada.session.participant
  expect(ballots).toEqual([{ participant, name: 'Ada', colour, dots: { [a]: 1 } }])
})

test('anonymous voters of an open round keep their numbers after a restart; a secret round has no voters', async () => {
  const dataDir = await newDataDir()
  const server = await startServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  // With 13 people of 12 colours two have the same one.
  const voters: Voter[] = []
  for (let count = 0; count < 13; count += 1) voters.push(await joinBoard(server, board))
  const numbers = anonymousNumbersOf(
    voters.map(({ session: { participant } }, index) => ({
      participant: participant.id,
      index,
      name: '',
      colour: participant.colour,
    })),
  )
  const [a = ''] = await addProposals(fay, 1)
  const secret = await openRoundOrThrow(fay, [a])
  for (const voter of voters) await placeDot(voter, secret, a)
  expect(inDatabase(dataDir, (db) => db.prepare('SELECT * FROM voters').all())).toEqual([])
  const withheld = await closeRound(fay, secret)
  expect(withheld.ballots).toBeNull()
  expect(JSON.stringify(withheld)).not.toContain('colour')
  const id = await openRoundOrThrow(fay, [a], { isSecret: false })
  for (const voter of voters) await placeDot(voter, id, a)
  const { ballots } = await closeRound(fay, id)
  const expected = voters.map(({ session: { participant } }) => ({
    participant: participant.id,
    name: '',
    colour: participant.colour,
    number: numbers.get(participant.id),
    dots: { [a]: 1 },
  }))
  expect(ballots).toEqual(expect.arrayContaining(expected))
  expect(new Set(ballots?.map(({ colour, number }) => `${colour} ${number}`)).size).toBe(voters.length)
  await server.close()

  const again = await startServer({ dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(roundOf(back.client.doc, id).ballots).toEqual(ballots)
})

test('300 people voting at once, over their budget too: the totals are exact', async () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const options = await addProposals(fay, 20)
  const voters = await Promise.all(
    Array.from({ length: 300 }, () => joinBoard(server, board, { isLight: true })),
  )
  const id = await openRoundOrThrow(fay, options, { budget: 5, cap: 2 })

  const expected: Record<string, number> = {}
  await Promise.all(
    voters.map(async (voter) => {
      const wishes = Array.from({ length: 7 }, () => random.pick(options))
      const replies = await Promise.all(wishes.map((option) => placeDot(voter, id, option)))
      replies.forEach((reply, index) => {
        const option = wishes[index] ?? ''
        if (reply.ok) expected[option] = (expected[option] ?? 0) + 1
        else expect(['over_budget', 'over_cap']).toContain(reply.code)
      })
    }),
  )
  const closed = await closeRound(fay, id)
  expect(closed.totals, `SEED=${seed}`).toEqual(expected)
  expect(spent(closed.totals ?? {})).toBeGreaterThan(300 * 4)
  expect([closed.voted, closed.eligible]).toEqual([300, 300])
})

test('two tabs of one person share one budget, and both show the rest of it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const options = await addProposals(fay, 10)
  const id = await openRoundOrThrow(fay, options, { budget: 3, cap: 1 })
  const phone = await joinBoard(server, board, { name: 'Ada' })
  const laptop = await joinBoard(server, board, { session: phone.session })

  const replies = await Promise.all(
    options.map((option, index) => placeDot(index % 2 === 0 ? phone : laptop, id, option)),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(3)
  for (const { client } of [phone, laptop]) {
    await client.until(() => client.ballots.some(({ remaining }) => remaining === 0))
  }
  expect(phone.client.ballots.at(-1)).toEqual(laptop.client.ballots.at(-1))
  await phone.client.until(() => readRound(phone.client.doc, id)?.voted === 1)
  expect(roundOf(phone.client.doc, id)).toMatchObject({ voted: 1, eligible: 1 })

  const later = await joinBoard(server, board, { session: phone.session })
  expect(later.client.hello()?.ballots).toEqual([phone.client.ballots.at(-1)])
})

test('commands that a round does not allow count for nothing, and their sender is told why', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const [a = '', b = '', c = '', other = ''] = await addProposals(fay, 4)
  const id = await openRoundOrThrow(fay, [a, b, c], { budget: 3, cap: 2, isSecret: false })

  expect(outcomeOf(await placeDot(ada, 'nowhere', a))).toBe('unknown_round')
  expect(outcomeOf(await placeDot(ada, id, other))).toBe('unknown_option')
  expect(outcomeOf(await takeDot(ada, id, other))).toBe('unknown_option')
  expect(outcomeOf(await takeDot(ada, id, a))).toBe('no_dot')
  await placeDot(ada, id, a)
  await placeDot(ada, id, a)
  expect(outcomeOf(await placeDot(ada, id, a))).toBe('over_cap')
  await placeDot(ada, id, b)
  const refused = await placeDot(ada, id, c)
  expect(refused).toMatchObject({
    ok: false,
    code: 'over_budget',
    message: expect.stringMatching(/dots left/),
  })
  expect((await closeRound(fay, id)).totals).toEqual({ [a]: 2, [b]: 1 })
  expect(outcomeOf(await takeDot(ada, id, a))).toBe('round_closed')
})

test('a command sent again with its key happens once', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const [a = ''] = await addProposals(fay, 1)
  const opened = await openRound(fay, [a], { isSecret: false, cap: 5 }, 'opening-once')
  expect(await openRound(fay, [a], { isSecret: false, cap: 5 }, 'opening-once')).toEqual(opened)
  if (!opened.ok || opened.round === undefined) throw new Error('the round opened')
  const { round } = opened

  await placeDot(ada, round, a, 'placing-once')
  const elsewhere = await joinBoard(server, board, { session: ada.session })
  expect(outcomeOf(await placeDot(elsewhere, round, a, 'placing-once'))).toBe('ok')
  expect(elsewhere.client.ballots.at(-1)?.dots).toEqual({ [a]: 1 })
  expect((await closeRound(fay, round)).totals).toEqual({ [a]: 1 })
  expect(outcomeOf(await fay.client.command({ kind: 'round.close', round }))).toBe('ok')
  expect(await openRound(fay, [a], {}, 'opening-once')).toEqual(opened)
})

test('one round is open at a time, on options that are on the board', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const zoe = await joinBoard(server, board, { role: Role.facilitator })
  const [a = '', b = ''] = await addProposals(fay, 2)
  const cluster = addCluster(fay.client.doc, [a, b], { title: 'Both' })
  await fay.client.allSaved()

  expect(outcomeOf(await openRound(fay, ['missing1']))).toBe('unknown_option')
  expect(outcomeOf(await openRound(fay, [a], { target: 'clusters' }))).toBe('unknown_option')
  expect(outcomeOf(await openRound(fay, [cluster]))).toBe('unknown_option')
  expect(outcomeOf(await openRound(fay, [a], { previous: 'missing1' }))).toBe('unknown_round')
  const replies = await Promise.all([
    openRound(fay, [cluster], { target: 'clusters' }),
    openRound(zoe, [cluster], { target: 'clusters' }),
  ])
  expect(replies.map(outcomeOf).sort()).toEqual(['ok', 'round_open'])
})

test('a round with a time closes by itself, and takes no dot afterwards', async () => {
  let now = Date.now()
  const server = await startServer({ now: () => now })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  await takePart(fay)
  const id = await openRoundOrThrow(fay, [a], { minutes: 0.1, isSecret: false })
  await placeDot(fay, id, a)
  // Not before, however long a busy machine took over the dot.
  now += 6_000
  await fay.client.until(() => readRound(fay.client.doc, id)?.state === 'closed')
  expect(roundOf(fay.client.doc, id).totals).toEqual({ [a]: 1 })
  expect(outcomeOf(await placeDot(fay, id, a))).toBe('round_closed')
})

test('rounds of an imported board continue its numbers', async () => {
  const server = await startServer()
  const file: unknown = JSON.parse(writeBoardFile(snapshotOf(sampleBoard())))
  const { body } = await server.ask('POST', '/api/imports', file)
  const fay = await joinBoard(server, body as CreatedBoard, { role: Role.facilitator })
  const brought = roundsOf(fay.client.doc).map(({ number }) => number)
  expect(brought).toEqual([1, 2])
  const [a = ''] = await addProposals(fay, 1)
  const id = await openRoundOrThrow(fay, [a])
  expect(roundOf(fay.client.doc, id).number).toBe(3)
})

test('a board has a limit of rounds, imported ones included, and says so', async () => {
  const server = await startServer()
  const sample = JSON.parse(writeBoardFile(snapshotOf(sampleBoard()))) as { rounds: object[] }
  const rounds = Array.from({ length: roundLimits.rounds - 1 }, (_, index) => {
    return { ...sample.rounds[0], id: `round${index}`, number: index + 1 }
  })
  const { body } = await server.ask('POST', '/api/imports', { ...sample, rounds })
  const fay = await joinBoard(server, body as CreatedBoard, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  const id = await openRoundOrThrow(fay, [a])
  expect(roundOf(fay.client.doc, id).number).toBe(roundLimits.rounds)
  await closeRound(fay, id)
  expect(outcomeOf(await openRound(fay, [a]))).toBe('too_many_rounds')
})

test('opening rounds has a rate limit, and a refused request can be sent again', async () => {
  // However long it takes, it is the limits' same moment.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const server = await startServer()
  const fay = await joinBoard(server, await server.createBoard(), { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  const outcomes: string[] = []
  for (let index = 0; index < 12; index += 1) {
    const reply = await openRound(fay, [a])
    outcomes.push(outcomeOf(reply))
    if (reply.ok && reply.round) await closeRound(fay, reply.round)
  }
  expect(outcomes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'ok'))
  expect(outcomes).toContain('round_too_soon')
})

test('on a full board no round opens and no reveal happens, with a reason', async () => {
  const { newBoard, rooms } = await startRelay({ isGoverned: true, documentsMemory: 16_000_000 })
  const board = await newBoard()
  const client = await board.join({ role: Role.facilitator })
  await client.until(() => client.hello() !== undefined)
  const note = addNote(client.doc, { x: 0, y: 0, author: null, created: 1, text: 'an option' })
  await client.allSaved()
  const pad = async (bytes: number): Promise<void> =>
    rooms.withBoard(board.id, async ({ write }) =>
      write((doc) => {
        metaRoot(doc).set('pad', 'x'.repeat(bytes))
      }),
    )
  const rules = { title: '', budget: 1, cap: 1, isSecret: false, minutes: null, previous: null }
  const open = async () => client.command({ kind: 'round.open', target: 'notes', options: [note], ...rules })
  await pad(20_000_000)
  expect(outcomeOf(await open())).toBe('board_full')
  expect(outcomeOf(await client.command({ kind: 'desk.reveal' }))).toBe('board_full')
})
