import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { placeRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { Store } from '#server/contracts/store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { databaseName } from '#server/store/sqlite/database.ts'
import { Role } from '#shared/workshop/role.ts'
import { createFillableDisk, freeDisk, fillDisk } from '#tests/support/full-disk.ts'
import { openModel } from '#tests/support/open-model.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { spawnServer, startServer, type SpawnedServer } from '#tests/support/server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

test.skipIf(process.platform !== 'linux')(
  'on a full disk boards can be read, nothing is falsely acknowledged, everybody is told, and saving resumes by itself',
  async () => {
    const server = await spawnServer()
    const board = await server.createBoard({ title: 'Full' })
    const people = await Promise.all(
      ['Ada', 'Bo', 'Cy'].map(async (name) =>
        openModel(server.url, await server.join(board, Role.participant, name)),
      ),
    )
    const [ada, bo, cy] = people as [BoardModel, BoardModel, BoardModel]
    const guest = await server.join(board)
    ada.commands.addNote({ x: 0, y: 0 }, { text: 'before' })
    await until(() => people.every((model) => textsOf(model).length === 1 && model.saving.get() === 'saved'))

    fillDisk(server)
    ada.commands.addNote({ x: 300, y: 0 }, { text: 'by Ada, meanwhile' })
    // Also those who have written nothing.
    await until(() => people.every((model) => model.saving.get() === 'readOnly'))
    bo.commands.addNote({ x: 600, y: 0 }, { text: 'by Bo, meanwhile' })
    const late = connectClient({
      url: server.url.replace('http', 'ws'),
      board: board.id,
      token: guest.session,
    })
    await late.until(() => late.isSynced())
    expect(notesOf(late.doc).map(({ text }) => text)).toEqual(['before'])
    addNote(late.doc, { ...plain, text: 'by a guest, meanwhile' })
    expect(await statusesOf(server, board.id, guest.session)).toEqual([200, 200, 503])
    expect(late.saved()).toBe(0)
    expect(textsOf(cy)).toEqual(['before'])
    expect(people.map(({ saving }) => saving.get())).toEqual(['readOnly', 'readOnly', 'readOnly'])

    freeDisk(server)
    await until(() => people.every((model) => model.saving.get() === 'saved' && textsOf(model).length === 4))
    await late.allSaved()
    // Saved notes are on disk: the process dies at once, and another one reads them.
    await server.end('SIGKILL')
    const again = await spawnServer({ dataDir: server.dataDir })
    const { client } = await joinBoard(again, board, { role: Role.viewer })
    expect(
      notesOf(client.doc)
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(['before', 'by Ada, meanwhile', 'by Bo, meanwhile', 'by a guest, meanwhile'])
  },
)

test('while the store refuses, a board that needs tidying still opens, and is exported as it is on disk', async () => {
  const disk = createFillableDisk()
  const { rooms, store, newBoard } = await startRelay({ around: disk.around, idleMs: 1 })
  const board = await newBoard()
  const other = await newBoard()
  const ada = await board.join()
  addNote(ada.doc, { ...plain, id: 'whole', text: 'kept' })
  await ada.allSaved()
  await ada.close()
  await until(() => rooms.stats().boards === 0)
  placeRoot(ada.doc).set('orphan', [1, 2, 3, 0])
  await store.append(board.id, [Y.encodeStateAsUpdate(ada.doc)], [])

  disk.isFull = true
  const writer = await other.join()
  addNote(writer.doc, { ...plain, text: 'meets the full disk first' })
  await writer.closed
  const reader = await board.join()
  expect(notesOf(reader.doc).map(({ text }) => text)).toEqual(['kept'])
  addNote(reader.doc, { ...plain, text: 'waits' })
  expect((await rooms.snapshot(board.id)).byteLength).toBeGreaterThan(0)
  expect(rooms.stats().isWritable).toBe(false)
  disk.isFull = false
  await reader.allSaved()
  await reader.until(() => !placeRoot(reader.doc).has('orphan'))
  expect(rooms.stats().isWritable).toBe(true)
})

test('while another program holds the database, nothing false is acknowledged, everybody is told, and saving resumes by itself', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const [ada, bo] = await Promise.all(
    ['Ada', 'Bo'].map(async (name) =>
      openModel(server.url, await server.join(board, Role.participant, name)),
    ),
  )
  if (!ada || !bo) throw new Error('both have joined')
  await until(() => ada.saving.get() === 'saved' && bo.saving.get() === 'saved')
  const other = new DatabaseSync(join(server.dataDir, databaseName))
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  ada.commands.addNote({ x: 0, y: 0 }, { text: 'meanwhile' })
  await until(() => ada.saving.get() === 'readOnly' && bo.saving.get() === 'readOnly')
  expect(textsOf(bo)).toEqual([])
  other.exec('ROLLBACK')
  await until(() => ada.saving.get() === 'saved' && textsOf(bo).length === 1)
})

test('a constraint of the database is no full disk: one board is read again, and no other waits', async () => {
  const { rooms, store, errors, newBoard } = await startRelay()
  const [board, other] = [await newBoard(), await newBoard()]
  const ada = await board.join()
  const bo = await other.join()
  await store.deleteBoard(board.id)
  addNote(ada.doc, { ...plain, text: 'on a board that nobody keeps' })
  await ada.closed
  expect(rooms.stats().isWritable).toBe(true)
  addNote(bo.doc, { ...plain, text: 'elsewhere' })
  await bo.allSaved()
  expect(errors).toEqual(['a board is dropped from memory and will be loaded again'])
})

test.each(['damage', 'fenced', 'unknown'] as const)(
  'a write that fails by one board’s own cause (%s) holds up that board alone, which then saves again by itself',
  async (kind) => {
    let broken: string | undefined
    const around = (store: Store): Store => ({
      ...store,
      append: async (board, ...rest) => {
        if (board === broken) throw new StoreError('planted', { kind })
        return store.append(board, ...rest)
      },
    })
    const { rooms, errors, newBoard } = await startRelay({ around })
    const [board, other] = [await newBoard(), await newBoard()]
    const ada = await board.join()
    const bo = await other.join()
    broken = board.id
    addNote(ada.doc, { ...plain, text: 'is not lost' })
    await ada.closed
    expect(errors).toContain('the store takes no writes: edits wait, boards stay readable')
    addNote(bo.doc, { ...plain, text: 'elsewhere' })
    await bo.allSaved()
    expect([rooms.stats().isWritable, bo.isWritable()]).toEqual([true, undefined])
    broken = undefined
    const again = await board.join({ doc: ada.doc })
    await again.allSaved()
    expect(errors).toContain('the store takes writes again')
    expect(bo.isWritable()).toBeUndefined()
    const reader = await board.join()
    expect(notesOf(reader.doc).map(({ text }) => text)).toEqual(['is not lost'])
  },
)

test('a server with a full disk ends at once when it is told to', async () => {
  const disk = createFillableDisk()
  const { close, newBoard } = await startRelay({ around: disk.around })
  const board = await newBoard()
  const ada = await board.join()
  await ada.allSaved()
  disk.isFull = true
  addNote(ada.doc, { ...plain, text: 'one' })
  await ada.closed
  const bo = await board.join()
  addNote(bo.doc, { ...plain, text: 'two' })
  await close()
  expect((await bo.closed).code).toBe(1012)
})

function textsOf(model: BoardModel): readonly string[] {
  return [...model.scene.notes.values()].map(({ text }) => text).toSorted()
}

async function statusesOf(server: SpawnedServer, board: string, session: string): Promise<readonly number[]> {
  const answers = await Promise.all([
    server.ask('GET', `/api/boards/${board}`, undefined, session),
    server.ask('GET', '/readyz'),
    server.ask('GET', '/healthz'),
  ])
  return answers.map(({ status }) => status)
}
