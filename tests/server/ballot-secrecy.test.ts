import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { voterOf } from '#server/polls/board-polls.ts'
import { addNote } from '#shared/board/note.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { messagesOf } from '#tests/support/messages-of.ts'
import { startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
  takeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'

test('while a secret round is open, moving a dot sends no byte to anybody else, the facilitator included', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const others = [
    fay,
    await joinBoard(server, board, { name: 'Bo', keepsFrames: true }),
    await joinBoard(server, board, { role: Role.viewer, keepsFrames: true }),
  ]
  const ada = await joinBoard(server, board, { name: 'Ada', keepsFrames: true })
  const options = await addProposals(fay, 5)
  const id = await openRoundOrThrow(fay, options, { budget: 3, cap: 3 })
  await placeDot(ada, id, options[0] ?? '')
  for (const { client } of others) await client.until(() => readRound(client.doc, id)?.isUntold === true)

  for (const { client } of others) client.frames.length = 0
  for (const option of options) {
    await placeDot(ada, id, option)
    await takeDot(ada, id, option)
  }
  // Anything the votes had caused would come before this note, which everybody receives.
  addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1 })
  for (const { client } of others) {
    const kinds = (): readonly number[] =>
      client.frames.flatMap((frame) => messagesOf(frame).map(({ kind }) => kind))
    await client.until(() => kinds().includes(MessageType.sync))
    // The number of people here is told a second after the last of them came.
    const isNews = (kind: number): boolean => kind !== MessageType.people && kind !== MessageType.saved
    expect(kinds().filter(isNews)).toEqual([MessageType.sync])
  }
  expect(ada.client.ballots).toHaveLength(11)
})

test('no ballot, running total, voter or key is in any byte another client receives, before or after closing', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const voters = await Promise.all(
    ['Ada', 'Bo', 'Cy', 'Di'].map((name) => joinBoard(server, board, { name, keepsFrames: true })),
  )
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  const stock = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const options = await addProposals(fay, 4)
  const id = await openRoundOrThrow(fay, options, { budget: 4, cap: 4 })
  const key = (await server.store.findPoll(id))?.key ?? ''
  expect(key).toHaveLength(43)
  for (const [index, voter] of voters.entries()) {
    for (let dot = 0; dot <= index; dot += 1) await placeDot(voter, id, options[index] ?? '')
  }
  await fay.client.until(() => readRound(fay.client.doc, id)?.voted === 4)
  const late = await joinBoard(server, board, { name: 'Late', keepsFrames: true })
  const everyone = [fay, eve, stock, late, ...voters]
  const whileOpen = everyone.map(({ client }) => client.frames.length)
  const closed = await closeRound(fay, id)
  expect(closed.totals).toEqual(Object.fromEntries(options.map((option, index) => [option, index + 1])))
  for (const { client } of everyone) await client.until(() => readRound(client.doc, id)?.state === 'closed')

  const secrets = [key, ...voters.map(({ session }) => voterOf({ key }, session.participant.id))]
  for (const [index, person] of everyone.entries()) {
    const { client } = person
    const bytes = Buffer.concat(client.frames)
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
    expectOwnBallotsOnly(person, voters, options)
    const open = replay(client.frames.slice(0, whileOpen[index]))
    expect(open.length).toBeGreaterThan(0)
    for (const round of open) {
      expect(round).toMatchObject({ totals: null, ballots: null })
      // While it is open, the number of votes of so few people is not told.
      expect(Object.keys({ ...round, isUntold: true }).sort()).toEqual(
        Object.keys({ ...closed, isUntold: true }).sort(),
      )
    }
    expect(replay(client.frames).at(-1)).toMatchObject({ totals: closed.totals, ballots: null })
  }
})

test('when a secret round closes, nothing in the data folder connects a voter with a vote any more', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  const [a = ''] = await addProposals(fay, 1)
  const id = await openRoundOrThrow(fay, [a])
  for (const voter of voters) await placeDot(voter, id, a, `key-of-${voter.session.participant.name}`)
  const key = (await server.store.findPoll(id))?.key ?? ''
  const traces = [
    key,
    ...voters.map(({ session }) => voterOf({ key }, session.participant.id)),
    ...voters.map(({ session }) => `key-of-${session.participant.name}`),
  ]
  const before = await bytesOfFolder(server.dataDir)
  expect(traces.every((trace) => before.includes(trace))).toBe(true)
  await closeRound(fay, id)
  const after = await bytesOfFolder(server.dataDir)
  expect(traces.filter((trace) => after.includes(trace))).toEqual([])
  for (const secret of [key, 'key-of-Ada']) expect(server.logs()).not.toContain(secret)
})

test('a secret round that two people voted in publishes no totals: each would read the other’s', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters = [await joinBoard(server, board), await joinBoard(server, board)]
  const [a = ''] = await addProposals(fay, 1)
  const id = await openRoundOrThrow(fay, [a])
  for (const voter of voters) await placeDot(voter, id, a)
  expect(await closeRound(fay, id)).toMatchObject({ voted: 2, totals: null, ballots: null })
})

function expectOwnBallotsOnly(
  { session, client }: Voter,
  voters: readonly Voter[],
  options: readonly string[],
): void {
  const own = voters.findIndex((voter) => voter.session.participant.id === session.participant.id)
  for (const { kind, value } of client.frames.flatMap(messagesOf)) {
    if (kind === MessageType.ballot) {
      expect(Object.keys((value as { dots: object }).dots)).toEqual([options[own]])
    }
    if (kind === MessageType.hello) {
      for (const { dots } of (value as { ballots: { dots: object }[] }).ballots) expect(dots).toEqual({})
    }
  }
}

/** Every state of the rounds that these frames let a client see. */
function replay(frames: readonly Uint8Array[]): readonly object[] {
  const doc = new Y.Doc()
  const seen: object[] = []
  for (const { kind, value } of frames.flatMap(messagesOf)) {
    if (kind !== MessageType.sync || !(value instanceof Uint8Array)) continue
    Y.applyUpdate(doc, value)
    seen.push(...roundsOf(doc))
  }
  return seen
}
