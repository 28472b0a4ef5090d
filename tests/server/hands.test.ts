import { expect, test } from 'vitest'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { readRound } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'

const raise = async (
  { client }: Voter,
  round: string,
  voters: number,
  counts: Readonly<Record<string, number>>,
) => outcomeOf(await client.command({ kind: 'round.hands', round, voters, counts }))

test('a show of hands is added to the dots, counted among the voters and marked in every result', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const gil = await joinBoard(server, board, { role: Role.facilitator })
  const voters = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  const [ada] = voters
  if (!ada) throw new Error('three voters joined')
  const [a = '', b = '', c = ''] = await addProposals(fay, 3)
  const id = await openRoundOrThrow(fay, [a, b, c], { budget: 2, cap: 1 })

  expect(await raise(ada, id, 5, { [a]: 5 })).toBe('forbidden')
  expect(await raise(fay, id, 5, { [a]: 6 })).toBe('too_many_hands')
  expect(await raise(fay, id, 3, { [a]: 3, [b]: 3, [c]: 3 })).toBe('too_many_hands')
  expect(await raise(fay, id, 5, { gone: 1 })).toBe('unknown_option')
  expect(await raise(fay, 'no-such1', 5, { [a]: 1 })).toBe('unknown_round')
  expect(await raise(fay, id, 9, { [a]: 9 })).toBe('ok')
  // What is entered again replaces what was there.
  expect(await raise(gil, id, 6, { [a]: 4, [b]: 5, [c]: 0 })).toBe('ok')
  await fay.client.until(() => fay.client.ballots.at(-1)?.hands?.voters === 6)
  expect(fay.client.ballots.at(-1)).toMatchObject({ round: id, hands: { voters: 6, counts: { [b]: 5 } } })
  expect(ada.client.ballots.some((ballot) => ballot.hands)).toBe(false)

  for (const voter of voters) await placeDot(voter, id, a)
  await fay.client.until(() => readRound(fay.client.doc, id)?.voted === 9)
  // Before the end nobody but facilitators knows the hands.
  expect(JSON.stringify(ada.client.doc.toJSON())).not.toContain('hands')

  const closed = await closeRound(fay, id)
  expect(closed).toMatchObject({
    voted: 9,
    eligible: 9,
    totals: { [a]: 7, [b]: 5 },
    hands: { voters: 6, counts: { [a]: 4, [b]: 5 } },
  })
  expect(await raise(fay, id, 1, { [a]: 1 })).toBe('round_closed')
  const snapshot = snapshotOf(fay.client.doc)
  expect(snapshot.rounds[0]?.hands).toEqual(closed.hands)
  expect(writeBoardFile(snapshot)).toContain('"hands"')
})

test('beside one or two secret ballots a show of hands publishes no totals: the rest would be theirs', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const [a = ''] = await addProposals(fay, 1)
  const alone = await openRoundOrThrow(fay, [a])
  await raise(fay, alone, 4, { [a]: 3 })
  expect(await closeRound(fay, alone)).toMatchObject({ totals: { [a]: 3 }, hands: { voters: 4 } })

  const mixed = await openRoundOrThrow(fay, [a])
  await placeDot(ada, mixed, a)
  await raise(fay, mixed, 4, { [a]: 3 })
  expect(await closeRound(fay, mixed)).toMatchObject({ voted: 5, totals: null })
})

test('a show of hands survives a killed server, and no voters take it away', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [a = ''] = await addProposals(fay, 1)
  const id = await openRoundOrThrow(fay, [a])
  expect(await raise(fay, id, 7, { [a]: 6 })).toBe('ok')
  await server.end('SIGKILL')

  server = await spawnServer({ dataDir })
  const again = await joinBoard(server, board, { session: fay.session, role: Role.facilitator })
  await again.client.until(() => again.client.hello() !== undefined)
  expect(again.client.hello()?.ballots[0]?.hands).toEqual({ voters: 7, counts: { [a]: 6 } })
  expect(await raise(again, id, 0, {})).toBe('ok')
  const closed = await closeRound(again, id)
  expect(closed).toMatchObject({ voted: 0, totals: null })
  expect(closed.hands).toBeUndefined()
})
