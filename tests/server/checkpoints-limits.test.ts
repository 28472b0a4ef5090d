import { expect, onTestFinished, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { readConfig } from '#server/config.ts'
import { documentLimits } from '#server/documents/memory-pools.ts'
import { metaRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { Checkpoint, CheckpointPreview } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
} from '#tests/support/socket-voters.ts'
import {
  openBoardForThree,
  writeAs,
  askForCheckpoints,
  keepCheckpoint,
  listCheckpoints,
  restoreCheckpoint,
} from '#tests/support/checkpoint-requests.ts'

test('a client that cannot unpack receives a plain checkpoint', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  writeAs(ada, 'words')
  await ada.client.allSaved()
  const { id } = await keepCheckpoint(server, board, fay)
  const answer = await server.app.inject({
    url: `/api/boards/${board.id}/checkpoints/${id}`,
    headers: { authorization: `Bearer ${fay.session.session}` },
  })
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.json<CheckpointPreview>().notes.map(({ text }) => text)).toEqual(['words'])
})

test('a restore that needs more room than the server has is refused, and a restore to less is not', async () => {
  const documentsMemory = 16 * documentLimits.smallMemory
  const { server, board, fay } = await openBoardForThree({ documentsMemory })
  const empty = await keepCheckpoint(server, board, fay)
  const change = (id: string, act: (doc: Y.Doc) => void) =>
    server.rooms.withBoard(id, async (live) => live.write(act))
  const text = 'x'.repeat(5_000)
  await change(board.id, (doc) => {
    for (let index = 0; index < 500; index += 1) addNote(doc, { x: 0, y: 0, author: null, created: 1, text })
  })
  const full = await keepCheckpoint(server, board, fay)
  await restoreCheckpoint(server, board, fay, empty.id)

  const others = await Promise.all([0, 1, 2, 3].map(async () => server.createBoard()))
  // They stay open.
  const [owner] = await Promise.all(
    others.map(async (other) => joinBoard(server, other, { role: Role.facilitator })),
  )
  for (const { id } of others)
    await change(id, (doc) => metaRoot(doc).set('pad', 'x'.repeat(0.075 * documentsMemory)))
  const refused = await askForCheckpoints(server, 'POST', board, fay, `/${full.id}/restore`, {
    as: 'inPlace',
  })
  expect([refused.status, refused.body]).toMatchObject([413, { code: 'too_large' }])
  writeAs(fay, 'meanwhile')
  await fay.client.allSaved()
  expect(notesOf(fay.client.doc).map(({ text }) => text)).toEqual(['meanwhile'])
  await restoreCheckpoint(server, board, fay, empty.id)

  const deleted = await server.ask(
    'DELETE',
    `/api/boards/${others[0]?.id}`,
    undefined,
    owner?.session.session,
  )
  expect(deleted.status).toBe(204)
  await restoreCheckpoint(server, board, fay, full.id)
  await fay.client.until(() => notesOf(fay.client.doc).length === 500)
})

test('a copy of a board and one from a file count among new boards', async () => {
  const read = readConfig({})
  if (!read.ok) throw new Error(read.problem)
  const server = await startServer({ config: { limits: { ...read.config.limits, boards: 3 } } })
  const board = await server.createBoard()
  const { session } = await server.join(board, Role.facilitator)
  const path = `/api/boards/${board.id}/checkpoints`
  const { id } = (await server.ask('POST', path, undefined, session)).body as Checkpoint
  const copy = async () => server.ask('POST', `${path}/${id}/restore`, { as: 'copy' }, session)
  const { body: file } = await server.ask('GET', `${path}/${id}`, undefined, session)
  const answers = [await copy(), await server.ask('POST', '/api/imports', file), await copy()]
  answers.push(await server.ask('POST', '/api/imports', file), await server.ask('POST', '/api/boards', {}))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 429, 429, 429])
})

test('a session counts once in the limits, in any spelling of its secret', async () => {
  // However long it takes, it is the limits' same minute.
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board, Role.facilitator)
  const statuses: string[] = []
  for (const spelling of ['Bearer', 'bearer', 'BEARER']) {
    for (const path of ['checkpoints', 'devices']) {
      const url = `${server.url}/api/boards/${board.id}/${path}`
      const asking = { method: 'POST', headers: { authorization: `${spelling} ${session}` } }
      for (let index = 0; index < 11; index += 1) {
        const answer = await fetch(url, asking)
        statuses.push(`${path} ${answer.status}`)
        await answer.arrayBuffer()
      }
    }
  }
  expect(statuses.toSorted()).toEqual([
    ...Array.from({ length: 30 }, () => 'checkpoints 201'),
    ...Array.from({ length: 3 }, () => 'checkpoints 429'),
    ...Array.from({ length: 20 }, () => 'devices 201'),
    ...Array.from({ length: 13 }, () => 'devices 429'),
  ])
})

test('only a facilitator of the board reads its checkpoints', async () => {
  const { server, board, fay, ada } = await openBoardForThree()
  const { id } = await keepCheckpoint(server, board, fay)
  const viewer = await server.join(board, Role.viewer)
  const other = await server.createBoard()
  const stranger = await server.join(other, Role.facilitator)
  const requests = [
    ['GET', ''],
    ['POST', ''],
    ['GET', `/${id}`],
    ['POST', `/${id}/restore`],
  ] as const
  for (const [method, path] of requests) {
    const body = path.endsWith('restore') ? { as: 'inPlace' } : undefined
    const address = `/api/boards/${board.id}/checkpoints${path}`
    for (const { session } of [ada.session, viewer, stranger]) {
      expect((await server.ask(method, address, body, session)).status).toBe(403)
    }
    expect((await server.ask(method, address, body)).status).toBe(401)
  }
  // The id of another board's checkpoint opens nothing on one's own.
  const elsewhere = `/api/boards/${other.id}/checkpoints/${id}`
  expect((await server.ask('GET', elsewhere, undefined, stranger.session)).status).toBe(404)
  for (const as of ['inPlace', 'copy']) {
    const answer = await server.ask('POST', `${elsewhere}/restore`, { as }, stranger.session)
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'not_found' }])
  }
  expect(
    (await askForCheckpoints(server, 'POST', board, fay, `/${id}/restore`, { as: 'other' })).status,
  ).toBe(400)
})

test('checkpoints hold the text of notes, and no participant, session, ballot or Yjs client', async () => {
  const { server, board, fay, ada, bo } = await openBoardForThree()
  const options = await addProposals(ada, 3)
  writeAs(bo, 'planted words of a note', 900)
  await bo.client.allSaved()
  const round = await openRoundOrThrow(fay, options, { isSecret: false })
  for (const voter of [ada, bo]) await placeDot(voter, round, options[0] ?? '')
  await closeRound(fay, round)
  await keepCheckpoint(server, board, fay)
  const kept = await listCheckpoints(server, board, fay)
  const answers = await Promise.all(
    kept.map(({ id }) => askForCheckpoints(server, 'GET', board, fay, `/${id}`)),
  )
  const text = JSON.stringify([kept, answers.map(({ body }) => body)])
  expect(text).toContain('planted words of a note')
  for (const { session, client } of [fay, ada, bo]) {
    expect(text).not.toContain(session.participant.id)
    expect(text).not.toContain(session.session)
    expect(text).not.toContain(String(client.doc.clientID))
  }
  expect(text).not.toContain('ballots')
  expect(server.logs()).not.toContain('planted words')
})
