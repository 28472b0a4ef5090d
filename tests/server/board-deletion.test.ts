import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { OpenBrowserCopy } from '#client/model/memory/browser-copy.ts'
import { boardCopyName } from '#client/model/memory/storage-names.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { CloseCode, subprotocol } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { joinDesk } from '#tests/support/socket-desks.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { openModel } from '#tests/support/open-model.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { secretOf, startServer, type TestServer } from '#tests/support/server.ts'
import {
  addProposals,
  joinBoard,
  openRoundOrThrow,
  placeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

test('nothing of a deleted board is in any file of the data folder, and other boards have everything', async () => {
  const server = await startServer()
  const [board, other] = [
    await server.createBoard({ title: 'planted-title' }),
    await server.createBoard({ title: 'untouched' }),
  ]
  const lead = await workshop(server, board, 'planted')
  const neighbour = await workshop(server, other, 'spared')
  expect(await filesWith(server.dataDir, 'planted')).not.toEqual([])

  expect(await remove(server, board, lead)).toMatchObject({ status: 204 })

  expect(await filesWith(server.dataDir, 'planted')).toEqual([])
  expect(await filesWith(server.dataDir, board.id)).toEqual([])
  expect(rowsOf(server.dataDir, board.id)).toEqual({})
  expect(Object.keys(rowsOf(server.dataDir, other.id))).toEqual(
    expect.arrayContaining(['boards', 'links', 'log', 'owners', 'rounds', 'sessions']),
  )
  expect(
    await server.ask('GET', `/api/boards/${other.id}`, undefined, neighbour.session.session),
  ).toMatchObject({
    status: 200,
    body: { title: 'untouched' },
  })
  await addProposals(neighbour, 1)
})

test('a reader of the database, such as a backup, delays the removal of a deleted board’s bytes only', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'planted-title' })
  const lead = await workshop(server, board, 'planted')
  const reader = new DatabaseSync(join(server.dataDir, 'boussole.sqlite'))
  reader.exec('BEGIN; SELECT count(*) FROM boards')
  expect(await remove(server, board, lead)).toMatchObject({ status: 204 })
  expect(await filesWith(server.dataDir, 'planted')).not.toEqual([])
  reader.close()
  await expect.poll(() => filesWith(server.dataDir, 'planted')).toEqual([])
})

test('people with a deleted board open, and people who return to it, are told that it is deleted', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const bo = await server.join(board)
  const openBrowserCopy = createMemoryCopies()
  const model = openModel(server.url, bo, { openBrowserCopy })
  await until(() => model.saving.get() === 'saved')
  expect(copyOf(openBrowserCopy, bo)).not.toEqual(nothing)
  const desk = deskOf(server, board, ada)
  await desk.opened

  await remove(server, board, lead)

  expect((await ada.client.closed).code).toBe(CloseCode.boardGone)
  expect(await desk.closed).toBe(CloseCode.boardGone)
  await until(() => model.saving.get() === 'gone')
  expect(copyOf(openBrowserCopy, bo)).toEqual(nothing)
  const late = openModel(server.url, ada.session)
  await until(() => late.saving.get() === 'gone')
  expect(await server.ask('GET', `/api/boards/${board.id}`, undefined, ada.session.session)).toMatchObject({
    status: 401,
  })
  for (const ticket of [
    { board: board.id, secret: secretOf(board.links.participant) },
    { code: board.joinCode },
  ]) {
    expect(await server.ask('POST', '/api/sessions', ticket)).toMatchObject({
      status: 403,
      body: { code: 'link_invalid' },
    })
  }
})

test('only a facilitator of the board may delete it', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const callers = await Promise.all([
    server.join(board, Role.participant),
    server.join(board, Role.viewer),
    server.join(other, Role.facilitator),
  ])
  for (const { session } of callers) {
    expect(await server.ask('DELETE', `/api/boards/${board.id}`, undefined, session)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  }
  expect(await server.ask('DELETE', `/api/boards/${board.id}`)).toMatchObject({ status: 401 })
  await server.join(board)
})

test('a board that cannot be deleted stays open for everybody on it', async () => {
  const { rooms, store, newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  const failing = rooms.remove(board.id, async () => {
    throw new StoreError('the disk is full')
  })
  await expect(failing).rejects.toThrow('the disk is full')
  addNote(ada.doc, { ...plain, text: 'still here' })
  await ada.allSaved()
  await rooms.remove(board.id, () => store.deleteBoard(board.id))
  expect((await ada.closed).code).toBe(CloseCode.boardGone)
})

test('a large board that cannot be removed at once is deleted for everybody, and takes no more updates', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  for (let index = 10; index < 22; index += 1) {
    const photo = { board: board.id, id: `photo ${index}`, participant: null, type: 'image/jpeg', at: 1 }
    await server.store.putPhoto({ ...photo, data: new Uint8Array(500_000) }, { bytes: 1e9, count: 100 })
  }
  inDatabase(server.dataDir, (db) => {
    db.exec(`CREATE TRIGGER held BEFORE DELETE ON photos WHEN OLD.id = 'photo 21'
      BEGIN SELECT RAISE(ABORT, 'held'); END`)
  })
  expect(await remove(server, board, lead)).toMatchObject({ status: 204 })
  expect((await ada.client.closed).code).toBe(CloseCode.boardGone)
  const late = openModel(server.url, ada.session)
  await until(() => late.saving.get() === 'gone')
  expect(server.logs()).toContain('deleting the rest of board')
})

test('updates that arrive during a deletion are neither acknowledged nor kept', async () => {
  const { rooms, store, errors, newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  const bo = await board.join()
  await ada.allSaved()
  const saved = ada.saved()
  await rooms.remove(board.id, async () => {
    addNote(ada.doc, { ...plain, text: 'too late' })
    // The note has arrived when a later message has.
    ada.showState(11, 1, JSON.stringify({ name: 'Ada' }))
    await bo.until(() => bo.states.has(11))
    await store.deleteBoard(board.id)
  })
  expect([(await ada.closed).code, (await bo.closed).code]).toEqual([
    CloseCode.boardGone,
    CloseCode.boardGone,
  ])
  expect(ada.saved()).toBe(saved)
  expect(notesOf(bo.doc)).toEqual([])
  expect(await store.load(board.id)).toBeUndefined()
  expect(errors).toEqual([])
})

test('a draft typed during its board’s deletion is not acknowledged; the deletion succeeds and other desks work', async () => {
  let meanwhile = async (): Promise<void> => {}
  const server = await startServer({
    around: (store) => ({
      ...store,
      deleteBoard: async (id) => {
        await store.deleteBoard(id)
        await meanwhile()
      },
    }),
  })
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinDesk(server, board, await server.join(board))
  const neighbour = await joinDesk(server, other, await server.join(other))
  addNote(ada.doc, { ...plain, text: 'in time' })
  await ada.allSaved()
  const saved = ada.saved()
  meanwhile = async () => {
    addNote(ada.doc, { ...plain, text: 'too late' })
    // The draft has arrived when a later command is answered.
    await ada.command({ kind: 'round.close', round: 'none' })
  }
  expect(await remove(server, board, lead)).toMatchObject({ status: 204 })
  await ada.closed
  expect(ada.saved()).toBe(saved)
  addNote(neighbour.doc, { ...plain, text: 'of another board' })
  await neighbour.allSaved()
  expect(server.logs()).not.toContain('takes no writes')
})

test('drafts that wait for a deletion are saved when the board stays', async () => {
  let meanwhile = async (): Promise<void> => {}
  const server = await startServer({
    around: (store) => ({
      ...store,
      deleteBoard: async () => {
        await meanwhile()
        throw new StoreError('the disk is full')
      },
    }),
  })
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinDesk(server, board, await server.join(board))
  meanwhile = async () => {
    addNote(ada.doc, { ...plain, text: 'kept' })
    await ada.command({ kind: 'round.close', round: 'none' })
  }
  expect(await remove(server, board, lead)).toMatchObject({ status: 503 })
  await ada.allSaved()
})

const nothing = Y.encodeStateAsUpdate(new Y.Doc())

/** The browser's copy of the board. */
function copyOf(openBrowserCopy: OpenBrowserCopy, { board, participant }: CreatedSession): Uint8Array {
  const doc = new Y.Doc()
  openBrowserCopy(boardCopyName(board, participant.id), doc, () => undefined).close()
  return Y.encodeStateAsUpdate(doc)
}

/** Notes, names, links, an open and a closed round, and drafts, all with the word in them. */
async function workshop(server: TestServer, board: CreatedBoard, word: string): Promise<Voter> {
  const lead = await joinBoard(server, board, { role: Role.facilitator, name: `${word}-lead` })
  const ada = await joinBoard(server, board, { name: `${word}-ada` })
  const options = await addProposals(lead, 3)
  addNote(ada.client.doc, { ...plain, text: `${word} words` })
  await ada.client.allSaved()
  const round = await openRoundOrThrow(lead, options, { budget: 3, cap: 2 })
  await placeDot(ada, round, options[0] ?? '')
  await lead.client.command({ kind: 'round.close', round })
  await server.store.appendDrafts({
    board: board.id,
    participant: ada.session.participant.id,
    updates: [new TextEncoder().encode(`${word} draft`)],
    isWhole: false,
    hasDrafts: true,
    heldSince: null,
    at: 1,
  })
  const again = await openRoundOrThrow(lead, options, { budget: 3, cap: 2 })
  await placeDot(ada, again, options[1] ?? '')
  return lead
}

function remove(server: TestServer, board: CreatedBoard, { session }: Voter) {
  return server.ask('DELETE', `/api/boards/${board.id}`, undefined, session.session)
}

/** A connection to the caller's own desk. */
function deskOf(server: TestServer, board: CreatedBoard, { session }: Voter) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/${board.id}/desk`, [
    subprotocol,
    session.session,
  ])
  onTestFinished(() => socket.terminate())
  return {
    // The first thing it says is a question, once it is in.
    opened: new Promise((resolve) => socket.once('message', resolve)),
    closed: new Promise<number>((resolve) => socket.once('close', resolve)),
  }
}

/** How many rows of a board each table has; tables without any are left out. */
function rowsOf(dir: string, board: string): Record<string, number> {
  const db = new DatabaseSync(join(dir, 'boussole.sqlite'))
  try {
    const tables = db
      .prepare(
        `SELECT m.name, c.name AS key FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
         WHERE m.type = 'table' AND (c.name = 'board' OR (m.name = 'boards' AND c.name = 'id'))`,
      )
      .all()
    const counts = tables.map(({ name, key }): [string, number] => [
      String(name),
      Number(
        db.prepare(`SELECT count(*) AS n FROM "${String(name)}" WHERE "${String(key)}" = ?`).get(board)?.[
          'n'
        ],
      ),
    ])
    return Object.fromEntries(counts.filter(([, count]) => count > 0))
  } finally {
    db.close()
  }
}

async function filesWith(dir: string, text: string): Promise<readonly string[]> {
  const names = await readdir(dir)
  const contents = await Promise.all(names.map((name) => readFile(join(dir, name), 'latin1')))
  return names.filter((_, index) => contents[index]?.includes(text))
}
