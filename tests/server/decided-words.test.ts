import { expect, test } from 'vitest'
import type { BoardFile } from '#server/board-file/board-file.ts'
import { addCluster, writeClusterTitle } from '#shared/board/change-cluster.ts'
import { decidedWordsRoot } from '#shared/board/document.ts'
import { notesOf, readNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { emptyReplayBoard, replayed } from '#shared/board/replay.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { keepCheckpoint, restoreCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { replayOf } from '#tests/support/replay.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'

const forged = 'Fire everybody'

interface Voted {
  readonly server: TestServer
  readonly board: CreatedBoard
  readonly fay: Voter
  readonly mallory: Voter
  readonly options: readonly [string, string, string]
  readonly round: string
}

/** Three proposals, of which three people chose the first. */
async function votedBoard(): Promise<Voted> {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const voters = [
    await joinBoard(server, board, { name: 'Mallory' }),
    await joinBoard(server, board, { name: 'Ada' }),
    await joinBoard(server, board, { name: 'Bo' }),
  ] as const
  const [first = '', second = '', third = ''] = await addProposals(fay, 3)
  const round = await openRoundOrThrow(fay, [first, second, third])
  for (const voter of voters) await placeDot(voter, round, first)
  await closeRound(fay, round)
  return { server, board, fay, mallory: voters[0], options: [first, second, third], round }
}

test('a note that is rewritten or deleted after a vote changes nothing of its result, on any screen and in any file', async () => {
  const { server, board, fay, mallory, options, round } = await votedBoard()
  const [first, second, third] = options
  await mallory.client.until(() => readRound(mallory.client.doc, round)?.state === 'closed')
  expect(decidedWordsRoot(fay.client.doc).size).toBe(0)

  writeNote(mallory.client.doc, first, forged)
  writeNote(mallory.client.doc, first, `${forged} today`)
  await mallory.client.allSaved()
  removeNotes(fay.client.doc, [third])
  await fay.client.allSaved()
  const words = { [first]: 'Proposal 0', [third]: 'Proposal 2' }
  for (const { client } of [fay, mallory]) {
    await client.until(() => readRound(client.doc, round)?.texts?.[third] !== undefined)
    expect(readRound(client.doc, round)?.texts).toEqual(words)
  }

  const file = JSON.parse(await exportedFile(server, fay, 'json')) as BoardFile
  expect(file.rounds[0]?.texts).toEqual(words)
  const csv = await exportedFile(server, fay, 'csv')
  const rows = csv.split('\r\n').map((row) => row.replace(/^'/, ''))
  expect(rows.find((row) => row.startsWith(first))).toMatch(/Fire everybody today.*,3,Proposal 0$/)
  expect(rows.find((row) => row.startsWith(second))).toMatch(/Proposal 1.*,0,$/)
  expect(rows.find((row) => row.startsWith(third))).toMatch(/,0,Proposal 2$/)
  const markdown = await exportedFile(server, fay, 'markdown')
  expect(markdown).toContain(
    '- **1.** Proposal 0 — 3 dots, Shortlisted\n  - *Changed since: “Fire everybody today”*',
  )
  const french = await exportedFile(server, fay, 'markdown', 'fr')
  expect(french).toContain('*Modifié depuis\u00A0: «\u00A0Fire everybody today\u00A0»*')

  const { steps } = await replayOf(server, board, fay.session.session)
  expect(replayed(emptyReplayBoard, steps).rounds.get(round)?.texts).toEqual(words)

  const copy = await server.ask('POST', '/api/imports', file)
  const gil = await joinBoard(server, copy.body as CreatedBoard, { role: Role.facilitator })
  expect(roundsOf(gil.client.doc)[0]?.texts).toEqual(words)
  writeNote(gil.client.doc, second, forged)
  await gil.client.allSaved()
  await gil.client.until(() => roundsOf(gil.client.doc)[0]?.texts?.[second] === 'Proposal 1')
  expect(roundsOf(gil.client.doc)[0]?.texts).toEqual({ ...words, [second]: 'Proposal 1' })
})

test('a vote about groups decides about their titles, and each round about the words of its own time', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const notes = await addProposals(fay, 2)
  const group = addCluster(fay.client.doc, [...notes], { title: 'Water' })
  await fay.client.allSaved()
  const openedAs = async (title: string) => {
    writeClusterTitle(fay.client.doc, group, title)
    await fay.client.allSaved()
    const round = await openRoundOrThrow(fay, [group], { target: 'clusters' })
    await closeRound(fay, round)
    return round
  }
  const rounds = [await openedAs('Water'), await openedAs('Air'), await openedAs('Air')]
  writeClusterTitle(fay.client.doc, group, 'Nothing')
  await fay.client.allSaved()
  await fay.client.until(() => decidedWordsRoot(fay.client.doc).size === 2)
  expect(rounds.map((round) => readRound(fay.client.doc, round)?.texts)).toEqual([
    { [group]: 'Water' },
    { [group]: 'Air' },
    { [group]: 'Air' },
  ])
  writeClusterTitle(fay.client.doc, group, 'Air')
  removeNotes(fay.client.doc, notes)
  await fay.client.allSaved()
  expect(decidedWordsRoot(fay.client.doc).size).toBe(2)
})

test('a restored checkpoint and a killed memory keep the words of a vote', async () => {
  const { server, board, fay, options, round } = await votedBoard()
  const [first, second] = options
  const before = await keepCheckpoint(server, board, fay)
  writeNote(fay.client.doc, first, 'Better words')
  await fay.client.allSaved()
  const again = await openRoundOrThrow(fay, [first, second])
  await closeRound(fay, again)
  await restoreCheckpoint(server, board, fay, before.id)
  await fay.client.until(() => readNote(fay.client.doc, first)?.text === 'Proposal 0')
  await fay.client.until(() => readRound(fay.client.doc, again)?.texts !== undefined)
  expect(readRound(fay.client.doc, again)?.texts).toEqual({ [first]: 'Better words' })
  expect(readRound(fay.client.doc, round)?.texts).toEqual({ [first]: 'Proposal 0' })
  await server.close()
  const restarted = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(restarted, board, { session: fay.session })
  expect(readRound(back.client.doc, again)?.texts).toEqual({ [first]: 'Better words' })
  expect(notesOf(back.client.doc)).toHaveLength(3)
})

test('nobody but the server writes the words of a vote', async () => {
  const { fay, mallory, options, round } = await votedBoard()
  const [first] = options
  await mallory.client.until(() => readRound(mallory.client.doc, round)?.state === 'closed')
  for (const person of [mallory, fay]) {
    const outcome = await outcomeOfChange(person, (doc) => decidedWordsRoot(doc).set(`${first}/1`, forged))
    expect(outcome).toBe('unknown_place')
  }
})
