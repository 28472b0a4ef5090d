import { copyFile, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openStore } from '#server/open-store.ts'
import { newestSchema } from '#server/store/sqlite/schema.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { clustersRoot, notesRoot, readMeta, schemaVersion, textRoot } from '#shared/board/document.ts'
import { notesOf, readNote, removeNotes, setTint, writeNote } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { newVersion1Data, type Version1Board } from '#tests/support/version-1-data.ts'
import { newDataDir, startServer, type ServerClient } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { closeRound, joinBoard, placeDot, type Voter } from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

test('a board of the first version opens complete, and its database is migrated', async () => {
  const { dataDir, expected } = await newVersion1Data()
  expect(schemaOf(dataDir)).toBe(1)
  const server = await startServer({ dataDir })
  const vi = await comeBack(server, expected, 'vi')
  expect(contentOf(vi.client.doc)).toEqual({
    meta: { ...expected.meta, schema: schemaVersion },
    notes: expected.notes,
    clusters: expected.clusters,
    rounds: expected.rounds,
  })
  await server.close()
  expect(schemaOf(dataDir)).toBe(newestSchema)
})

test('a database is copied before it is migrated, and the copy goes after a week', async () => {
  const { dataDir, expected } = await newVersion1Data()
  const copies = async () => (await readdir(dataDir)).filter((name) => name.startsWith('before-upgrade-'))
  await (await startServer({ dataDir })).close()
  const [copy = '', ...others] = await copies()
  expect(others).toEqual([])
  expect(copy).toMatch(/-schema-1\.sqlite$/u)
  const file = join(dataDir, copy)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const former = await newDataDir()
  await copyFile(file, join(former, 'boussole.sqlite'))
  expect(schemaOf(former)).toBe(1)
  expect(inDatabase(former, (db) => db.prepare('SELECT id FROM boards').all())).toEqual([
    { id: expected.board },
  ])

  await (await startServer({ dataDir })).close()
  expect(await copies()).toEqual([copy])
  const weekAgo = Date.now() / 1_000 - 7 * 24 * 3_600 - 60
  await utimes(file, weekAgo, weekAgo)
  await startServer({ dataDir })
  await expect.poll(copies).toEqual([])
})

test('people of a version 1 board keep sessions, links, the join code, authorship and the open vote', async () => {
  const { dataDir, expected } = await newVersion1Data()
  const server = await startServer({ dataDir })
  const ana = await comeBack(server, expected, 'ana')
  const fay = await comeBack(server, expected, 'fay')
  const cy = await comeBack(server, expected, 'cy')
  expect(ana.client.hello()?.me).toEqual(expected.people.ana.participant)
  expect(ana.client.hello()?.ballots).toEqual([{ round: expected.openRound, dots: { cjk: 1 }, remaining: 2 }])
  expect((await server.ask('POST', '/api/sessions', { code: expected.joinCode })).status).toBe(201)
  for (const secret of Object.values(expected.secrets)) {
    expect((await server.ask('POST', '/api/sessions', { board: expected.board, secret })).status).toBe(201)
  }

  writeNote(ana.client.doc, 'emoji', 'written by today’s version')
  removeNotes(ana.client.doc, ['long'])
  await ana.client.allSaved()
  await placeDot(cy, expected.openRound, 'emoji')
  const round = await closeRound(fay, expected.openRound)
  expect([round.voted, round.totals]).toEqual([3, { cjk: 2, emoji: 1 }])
  removeNotes(ana.client.doc, ['arabic'])
  await expect(ana.client.allSaved()).rejects.toThrow('not_your_note')
  await fay.client.until(() => readNote(fay.client.doc, 'emoji')?.text === 'written by today’s version')
  expect(readNote(fay.client.doc, 'long')).toBeUndefined()
  expect(readNote(fay.client.doc, 'arabic')?.author).toBe(expected.people.bo.participant.id)
})

test('unknown fields survive editing, folding, restarts and restores', async () => {
  const { dataDir, expected } = await newVersion1Data()
  const server = await startServer({ dataDir })
  const fay = await comeBack(server, expected, 'fay')
  const { doc } = fay.client
  expect(unknownOf(doc)).toEqual(expected.unknown)
  setTint(doc, ['empty'], 'rose')
  writeNote(doc, 'empty', 'words')
  await fay.client.allSaved()
  const marked = { note: { ...expected.unknown.note, tint: 'rose' }, clusterPeopleLater: ['kept', 1] }
  expect(unknownOf(doc)).toEqual(marked)

  const checkpoints = `/api/boards/${expected.board}/checkpoints`
  const kept = await server.ask('POST', checkpoints, undefined, fay.session.session)
  expect(kept.status).toBe(201)
  const { id } = kept.body as { id: string }
  removeNotes(doc, ['empty'])
  clustersRoot(doc).delete('people')
  await fay.client.allSaved()
  const restored = await server.ask(
    'POST',
    `${checkpoints}/${id}/restore`,
    { as: 'inPlace' },
    fay.session.session,
  )
  expect(restored.status).toBe(200)
  await fay.client.until(() => clustersRoot(doc).has('people') && notesRoot(doc).has('empty'))
  expect(unknownOf(doc)).toEqual(marked)

  await server.close()
  await fold(dataDir, expected.board)
  const again = await startServer({ dataDir })
  const { client } = await comeBack(again, expected, 'bo')
  expect(unknownOf(client.doc)).toEqual(marked)
  expect(readNote(client.doc, 'last')?.text).toMatch(/^x{500}Written after/)
})

async function comeBack(
  server: ServerClient,
  { board, people }: Version1Board,
  name: keyof Version1Board['people'],
): Promise<Voter> {
  // Only these fields of a session are asked for by who comes back with one.
  return joinBoard(server, { id: board } as CreatedBoard, { session: people[name] as CreatedSession })
}

/** Writes so much that the log becomes a new snapshot, as it does every now and then. */
async function fold(dataDir: string, board: string): Promise<void> {
  const store = await openStore(dataDir)
  const doc = new Y.Doc()
  for (const update of (await store.load(board))?.updates ?? []) Y.applyUpdate(doc, update)
  const letters: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => letters.push(update))
  const text = textRoot(doc).get('last')
  if (!(text instanceof Y.Text)) throw new Error('the fixture has this note')
  for (let letter = 0; letter < 500; letter += 1) text.insert(0, 'x')
  const last = lastSnapshot(dataDir)
  await store.append(board, letters, [])
  await until(() => lastSnapshot(dataDir) > last)
  await store.close()
}

function lastSnapshot(dataDir: string): number {
  return inDatabase(dataDir, (db) =>
    Number(db.prepare('SELECT max(through) AS at FROM snapshots').get()?.['at']),
  )
}

function contentOf(doc: Y.Doc) {
  return {
    meta: readMeta(doc),
    notes: [...notesOf(doc)].sort((a, b) => (a.id < b.id ? -1 : 1)),
    clusters: [...clustersOf(doc)].sort((a, b) => (a.id < b.id ? -1 : 1)),
    rounds: roundsOf(doc),
  }
}

function unknownOf(doc: Y.Doc): Version1Board['unknown'] {
  const people = clustersRoot(doc).get('people')
  const later: unknown = people instanceof Y.Map ? people.get('later') : undefined
  return { note: notesRoot(doc).get('empty') as object, clusterPeopleLater: later }
}

function schemaOf(dataDir: string): number {
  return inDatabase(dataDir, (db) => Number(db.prepare('PRAGMA user_version').get()?.['user_version']))
}
