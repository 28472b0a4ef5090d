import { cp } from 'node:fs/promises'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Store } from '#server/contracts/store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { clustersRoot, notesRoot, readMeta, schemaVersion, writeMeta } from '#shared/board/document.ts'
import type { Migration } from '#shared/board/migrate.ts'
import { notesOf, readNote, writeNote } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { newVersion1Data, type Version1Board } from '#tests/support/version-1-data.ts'
import { createFillableDisk } from '#tests/support/full-disk.ts'
import { openModel } from '#tests/support/open-model.ts'
import { newDataDir, startServer, type ServerClient } from '#tests/support/server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { storeAsSchema } from '#tests/support/stored-schema.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

test('a board of an older version is migrated once, when it is opened, before anybody sees it, and for good', async () => {
  const { dataDir, expected } = await olderBoard()
  const { migrations, runs } = counting()
  const server = await startServer({ dataDir, migrations })
  const people = await Promise.all(
    (['ana', 'bo', 'cy', 'vi'] as const).map((name) => comeBack(server, expected, name)),
  )
  expect(runs()).toBe(1)
  for (const { client } of people) expect(readMeta(client.doc)).toEqual(migrated(expected))

  // The folder that a kill at this moment would leave behind.
  const copy = await newDataDir()
  await cp(dataDir, copy, { recursive: true })
  const again = await startServer({ dataDir: copy, migrations })
  const { client } = await comeBack(again, expected, 'ana')
  expect(readMeta(client.doc)).toEqual(migrated(expected))
  expect(sorted(client.doc)).toEqual(expected.notes)
  expect(runs()).toBe(1)
})

test('a migration that the store did not take is repeated on the unchanged board', async () => {
  const { dataDir, expected } = await olderBoard()
  const { migrations, runs } = counting()
  let failures = 1
  const around = (store: Store): Store => ({
    ...store,
    append: async (...args) => {
      if (failures-- > 0) throw new StoreError('the disk is gone for a moment')
      return store.append(...args)
    },
  })
  const server = await startServer({ dataDir, migrations, around })
  const early = connectClient({
    url: server.url.replace('http', 'ws'),
    board: expected.board,
    token: expected.people.ana.session,
  })
  expect((await early.closed).code).toBe(4503)
  expect(runs()).toBe(1)
  await until(() => server.rooms.stats().isWritable)
  const { client } = await comeBack(server, expected, 'ana')
  expect(runs()).toBe(2)
  expect(readMeta(client.doc)).toEqual(migrated(expected))
})

test('an old board is readable while the disk is full, and is migrated before the next write', async () => {
  const { dataDir, expected } = await olderBoard()
  const { migrations, runs } = counting()
  const disk = createFillableDisk()
  disk.isFull = true
  const server = await startServer({ dataDir, migrations, around: disk.around })
  const { client } = await comeBack(server, expected, 'fay')
  expect(readMeta(client.doc)).toEqual({ ...expected.meta, schema: schemaVersion - 1 })
  expect(sorted(client.doc)).toEqual(expected.notes)
  writeNote(client.doc, 'emoji', 'written meanwhile')
  disk.isFull = false
  await client.allSaved()
  await client.until(() => readMeta(client.doc).schema === schemaVersion)
  expect(readMeta(client.doc)).toEqual(migrated(expected))
  expect(readNote(client.doc, 'emoji')?.text).toBe('written meanwhile')
  // Not in vain: the server knew from its start that the disk was full.
  expect(runs()).toBe(1)
})

test('fields that no version knows survive migration, editing, deleting and undo', async () => {
  const { dataDir, expected } = await olderBoard()
  const server = await startServer({ dataDir, migrations: counting().migrations })
  const { client, session } = await comeBack(server, expected, 'cy')
  const fay = openModel(server.url, {
    ...session,
    ...expected.meta,
    ...expected.people.fay,
    board: expected.board,
    role: 'facilitator',
  })
  await until(() => fay.saving.get() === 'saved' && fay.scene.notes.has('empty'))
  expect(unknownOf(client.doc)).toEqual(expected.unknown)

  fay.commands.setTint(['empty'], 'rose')
  await client.until(() => readNote(client.doc, 'empty')?.tint === 'rose')
  const { note, clusterPeopleLater } = expected.unknown
  expect(unknownOf(client.doc)).toEqual({ note: { ...note, tint: 'rose' }, clusterPeopleLater })
  fay.commands.remove(['empty'])
  await client.until(() => readNote(client.doc, 'empty') === undefined)
  fay.undo.undo()
  fay.undo.undo()
  await client.until(() => readNote(client.doc, 'empty')?.tint === 'sun')
  expect(unknownOf(client.doc)).toEqual(expected.unknown)
})

test('a board of a newer version can be read and exported, and nobody changes anything of it', async () => {
  const { dataDir, expected } = await newVersion1Data()
  await storeAsSchema(dataDir, expected.board, schemaVersion + 1)
  const before = logOf(dataDir)
  const server = await startServer({ dataDir })
  const [ana, fay] = [await comeBack(server, expected, 'ana'), await comeBack(server, expected, 'fay')]
  expect(sorted(ana.client.doc)).toEqual(expected.notes)
  for (const { client } of [ana, fay]) {
    writeNote(client.doc, 'emoji', 'changed')
    await expect(client.allSaved()).rejects.toThrow('newer_version')
  }
  const refused = await Promise.all([
    fay.client.command({ kind: 'board.rename', title: 'Another' }),
    fay.client.command({ kind: 'rights.set', rights: { isLocked: true } }),
    fay.client.command({ kind: 'round.close', round: expected.openRound }),
    fay.client.command({ kind: 'writing.set', mode: 'private' }),
    fay.client.command({ kind: 'desk.reveal' }),
    ana.client.command({ kind: 'dot.place', round: expected.openRound, option: 'emoji' }),
  ])
  expect(refused.map((reply) => !reply.ok && reply.code)).toEqual(Array(6).fill('newer_version'))

  // The interface asks the same table.
  const model = openModel(server.url, {
    ...expected.people.fay,
    ...expected.meta,
    board: expected.board,
    role: 'facilitator',
  })
  await until(() => model.scene.notes.size > 0)
  expect(model.barrierTo('note.add')).toBe('newer_version')

  const exported = new Y.Doc()
  // Every file is made of this.
  Y.applyUpdate(exported, await server.rooms.snapshot(expected.board))
  expect(sorted(exported)).toEqual(expected.notes)
  const kept = await server.ask('POST', checkpointsOf(expected), undefined, fay.session.session)
  expect(kept.status).toBe(201)
  const restore = `${checkpointsOf(expected)}/${(kept.body as { id: string }).id}/restore`
  const restored = await server.ask('POST', restore, { as: 'inPlace' }, fay.session.session)
  expect([restored.status, restored.body]).toMatchObject([409, { code: 'newer_version' }])
  await server.close()
  expect(logOf(dataDir)).toEqual(before)
})

/** A board of a version before the first: there was none, so that no migration knows it. */
async function olderBoard(): Promise<Awaited<ReturnType<typeof newVersion1Data>>> {
  const first = await newVersion1Data()
  await storeAsSchema(first.dataDir, first.expected.board, schemaVersion - 1)
  return first
}

function counting(): { readonly migrations: readonly Migration[]; readonly runs: () => number } {
  let runs = 0
  const run = (doc: Y.Doc): void => {
    runs += 1
    // Shows how often what was stored has been through it.
    writeMeta(doc, { title: `${readMeta(doc).title}, migrated` })
  }
  return { migrations: [{ to: schemaVersion, run }], runs: () => runs }
}

function migrated({ meta }: Version1Board): Version1Board['meta'] {
  return { ...meta, schema: schemaVersion, title: `${meta.title}, migrated` }
}

async function comeBack(
  server: ServerClient,
  { board, people }: Version1Board,
  name: keyof Version1Board['people'],
): Promise<Voter> {
  // Only these fields of a session are asked for by who comes back with one.
  return joinBoard(server, { id: board } as CreatedBoard, { session: people[name] as CreatedSession })
}

function sorted(doc: Y.Doc) {
  return [...notesOf(doc)].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function unknownOf(doc: Y.Doc): Version1Board['unknown'] {
  const people = clustersRoot(doc).get('people')
  const later: unknown = people instanceof Y.Map ? people.get('later') : undefined
  return { note: notesRoot(doc).get('empty') as object, clusterPeopleLater: later }
}

function checkpointsOf({ board }: Version1Board): string {
  return `/api/boards/${board}/checkpoints`
}

function logOf(dataDir: string): readonly object[] {
  return inDatabase(dataDir, (db) => db.prepare('SELECT seq, checksum FROM log ORDER BY seq').all())
}
