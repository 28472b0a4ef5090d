import { expect, test } from 'vitest'
import { readProgress } from '#shared/board/progress.ts'
import { readRound } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  roundOf,
  takePart,
} from '#tests/support/socket-voters.ts'

const voterCount = 50

test(`a server killed in the middle of a vote of ${voterCount} loses no dot and doubles none`, async () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const options = await addProposals(fay, 6)
  const id = await openRoundOrThrow(fay, options, { budget: 5, cap: 5 })
  const voters = await Promise.all(
    Array.from({ length: voterCount }, async () => ({
      session: (await joinBoard(server, board, { isLight: true })).session,
      wishes: Array.from({ length: 5 }, (_, index) => ({
        option: random.pick(options),
        key: `dot-key-${index}`,
      })),
      isAcknowledged: new Set<string>(),
    })),
  )

  for (let kill = 0; kill < 2; kill += 1) {
    let acknowledged = 0
    const killAfter = 10 + random.below(50)
    const { promise: killed, resolve: kills } = Promise.withResolvers<void>()
    // All are there before the first of them can have the server killed.
    const joined = await Promise.all(
      voters.map(async (voter) => ({
        voter,
        client: (await joinBoard(server, board, { session: voter.session, isLight: true })).client,
      })),
    )
    await Promise.all(
      joined.map(async ({ voter, client }) => {
        for (const { option, key } of voter.wishes) {
          if (voter.isAcknowledged.has(key)) continue
          // The socket closes under the command when the server is killed: the wish is sent again later.
          const reply = await client
            .command({ kind: 'dot.place', round: id, option }, key)
            .catch(() => undefined)
          if (!reply) return
          expect(outcomeOf(reply), `SEED=${seed}`).toBe('ok')
          voter.isAcknowledged.add(key)
          acknowledged += 1
          if (acknowledged === killAfter) void server.end('SIGKILL').then(() => kills())
        }
      }),
    )
    await killed
    server = await spawnServer({ dataDir })
  }

  const expected: Record<string, number> = {}
  await Promise.all(
    voters.map(async ({ session, wishes }) => {
      const voter = await joinBoard(server, board, { session, isLight: true })
      // All of them again, also what was acknowledged: each counts once.
      for (const { option, key } of wishes) {
        expect(outcomeOf(await placeDot(voter, id, option, key))).toBe('ok')
        expected[option] = (expected[option] ?? 0) + 1
      }
    }),
  )
  const back = await joinBoard(server, board, { session: fay.session })
  const closed = await closeRound(back, id)
  expect(closed.totals, `SEED=${seed}`).toEqual(expected)
  expect([closed.voted, closed.eligible]).toEqual([voterCount, voterCount])
}, 300_000)

test('a round closed in the store but not on the board is published when the board opens again', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const [a = '', b = ''] = await addProposals(fay, 2)
  await takePart(fay)
  const id = await openRoundOrThrow(fay, [a, b], { isSecret: false })
  await placeDot(fay, id, a)
  await first.store.closePoll(id, 1_234, [])
  expect(roundOf(fay.client.doc, id).state).toBe('open')
  await first.close()

  const second = await startServer({ dataDir })
  const back = await joinBoard(second, board, { session: fay.session })
  expect(roundOf(back.client.doc, id)).toMatchObject({ state: 'closed', closedAt: 1_234, totals: { [a]: 1 } })
  expect(outcomeOf(await placeDot(back, id, a))).toBe('round_closed')
})

test('a round opened in the store but not on the board is published when the board opens again', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  await takePart(fay)
  await first.store.openPoll(board.id, {
    id: 'unpublished',
    method: 'dots',
    board: board.id,
    number: 1,
    title: '',
    target: 'notes',
    options: [a],
    budget: 1,
    cap: 1,
    isSecret: false,
    openedAt: 1,
    deadline: null,
    previous: null,
    key: null,
    hands: null,
    outcome: null,
  })
  await first.close()

  const second = await startServer({ dataDir })
  const back = await joinBoard(second, board, { session: fay.session })
  expect(roundOf(back.client.doc, 'unpublished').state).toBe('open')
  expect(outcomeOf(await placeDot(back, 'unpublished', a))).toBe('ok')
  expect((await closeRound(back, 'unpublished')).totals).toEqual({ [a]: 1 })
})

test('the figures of an open round are in one small entry, and a server that starts again goes on from them', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const ana = await joinBoard(first, board)
  const options = await addProposals(fay, 50)
  const id = await openRoundOrThrow(fay, options)
  await fay.client.until(() => readRound(fay.client.doc, id)?.eligible === 1)
  const sizes: number[] = []
  fay.client.doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength))
  await placeDot(ana, id, options[0] ?? '')
  await fay.client.until(() => readRound(fay.client.doc, id)?.voted === 1)
  expect(Math.max(...sizes)).toBeLessThan(120)
  expect(readProgress(fay.client.doc, id)).toEqual({ done: 1, of: 1 })
  await first.close()

  const second = await startServer({ dataDir })
  const back = await joinBoard(second, board, { session: fay.session })
  expect(roundOf(back.client.doc, id)).toMatchObject({ state: 'open', voted: 1, eligible: 1 })
  expect(await closeRound(back, id)).toMatchObject({ state: 'closed', voted: 1, eligible: 1 })
  expect(readProgress(back.client.doc, id)).toBeUndefined()
})

test('a deadline that passes while the server is down closes the round when the board opens again', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  await takePart(fay)
  const id = await openRoundOrThrow(fay, [a], { minutes: 10, isSecret: false })
  await placeDot(fay, id, a)
  await first.close()
  const { deadline } = roundOf(fay.client.doc, id)

  const second = await startServer({ dataDir, now: () => Date.now() + 20 * 60_000 })
  const back = await joinBoard(second, board, { session: fay.session })
  await back.client.until(() => readRound(back.client.doc, id)?.state === 'closed')
  const closed = roundOf(back.client.doc, id)
  expect(closed.totals).toEqual({ [a]: 1 })
  expect(closed.closedAt).toBeGreaterThanOrEqual(deadline ?? Infinity)
})
