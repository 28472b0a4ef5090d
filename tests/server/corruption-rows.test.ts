import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { metaRoot } from '#shared/board/document.ts'
import { addNote, notesOf, removeNotes } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { openModel } from '#tests/support/open-model.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import { inDatabase, selectLastRow, damageRow } from '#tests/support/damage-database.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import {
  plainNote,
  openWarningStore,
  storeEmptyBoard,
  textUpdate,
  textsIn,
} from '#tests/support/damaged-store.ts'
import { until } from '#tests/support/until.ts'

test('a damaged row costs its own change alone; its bytes are kept, other boards know nothing of it', async () => {
  const { dir, store, warnings } = await openWarningStore()
  const [bad, good] = [await storeEmptyBoard(store, 'bad'), await storeEmptyBoard(store, 'good')]
  const one = textUpdate('one')
  const two = textUpdate('two')
  const three = textUpdate('three')
  await store.append(bad, [one, two, three], [])
  await store.append(good, [one], [])
  await store.close()
  const [row] = inDatabase(dir, (db) =>
    db.prepare('SELECT seq, checksum FROM log WHERE board = ? AND data = ?').all(bad, two),
  )
  const broken = two.map((byte, index) => (index === 5 ? byte ^ 0x40 : byte))
  inDatabase(dir, (db) =>
    db.prepare('UPDATE log SET data = ? WHERE seq = ?').run(broken, row?.['seq'] as number),
  )

  const again = await openWarningStore(dir)
  const loaded = await again.store.load(bad)
  expect(textsIn(loaded)).toEqual(['one', 'three'])
  expect(loaded?.repairedAt).toBeGreaterThan(0)
  expect(again.warnings.join()).toMatch(/^board bad: 1 damaged rows and 0 that build on them were set aside/)
  const other = await again.store.load(good)
  expect([textsIn(other), other?.repairedAt]).toEqual([['one'], undefined])
  expect(warnings).toEqual([])
  const kept = inDatabase(dir, (db) => db.prepare('SELECT source, seq, data, checksum FROM damaged').all())
  expect(kept).toEqual([{ source: 'log', seq: row?.['seq'], data: broken, checksum: row?.['checksum'] }])
  // Found once: the log is whole again.
  await again.store.close()
  const third = await openWarningStore(dir)
  const same = await third.store.load(bad)
  expect([textsIn(same), same?.repairedAt]).toEqual([['one', 'three'], loaded?.repairedAt])
  expect(same?.serverClient).toBe(loaded?.serverClient)
  expect(third.warnings).toEqual([])
  expect(await third.store.append(bad, [textUpdate('four')], [])).toBeUndefined()
  expect(textsIn(await third.store.load(bad))).toEqual(['four', 'one', 'three'])
})

test('updates that depend on a lost change are set aside with it, and the others stay', async () => {
  const { dir, store } = await openWarningStore()
  const board = await storeEmptyBoard(store)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const first = addNote(doc, { ...plainNote, text: 'first' })
  addNote(doc, { ...plainNote, text: 'lost' })
  addNote(doc, { ...plainNote, text: 'of the same hand, after it' })
  removeNotes(doc, [first])
  const independent = textUpdate('of another hand')
  await store.append(board, [...updates, independent], [])
  await store.close()
  damageRow(dir, `SELECT seq FROM log WHERE board = ? ORDER BY seq LIMIT 1 OFFSET 2`, board)

  const again = await openWarningStore(dir)
  const loaded = await again.store.load(board)
  expect(textsIn(loaded)).toEqual(['of another hand'])
  const kept = inDatabase(dir, (db) => db.prepare('SELECT data FROM damaged ORDER BY seq').all())
  expect(kept.slice(1).map(({ data }) => data)).toEqual([...updates.slice(2), independent])
})

test('a damaged snapshot is replaced by the one before it and the rows kept since', async () => {
  const { dir, store } = await openWarningStore()
  const board = await storeEmptyBoard(store)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => void store.append(board, [update], []))
  const snapshots = () => inDatabase(dir, (db) => db.prepare('SELECT through FROM snapshots').all().length)
  for (const count of [1, 2]) {
    for (let n = 0; n < 600; n += 1) doc.getMap('place').set(`n${n % 7}`, n * count)
    await expect.poll(snapshots).toBe(count)
  }
  await store.close()
  inDatabase(dir, (db) =>
    db.exec(`UPDATE snapshots SET data = zeroblob(9) WHERE through = (SELECT max(through) FROM snapshots)`),
  )

  const again = await openWarningStore(dir)
  const loaded = await again.store.load(board)
  const read = new Y.Doc()
  for (const update of loaded?.updates ?? []) Y.applyUpdate(read, update)
  expect(read.getMap('place').toJSON()).toEqual(doc.getMap('place').toJSON())
  expect(inDatabase(dir, (db) => db.prepare('SELECT source FROM damaged').all())).toEqual([
    { source: 'snapshot' },
  ])
})

test('a board with a damaged row opens, says so on every page, and everybody can go on', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard({ title: 'One' })
  const lead = await joinBoard(first, board, { role: Role.facilitator })
  addNote(lead.client.doc, { ...plainNote, text: 'kept' })
  await lead.client.allSaved()
  await lead.client.command({ kind: 'board.rename', title: 'Two' })
  await first.close()
  // The rename: the server's own write, the last in the log.
  damageRow(dataDir, selectLastRow, board.id)

  const second = await startServer({ dataDir })
  const session = { ...lead.session, title: 'Two' }
  const model = openModel(second.url, session)
  await until(() => model.saving.get() === 'saved')
  await until(() => model.notices.list.get().length === 1)
  const [notice] = model.notices.list.get()
  expect(notice).toMatchObject({
    tone: 'danger',
    isLasting: true,
    text: expect.stringMatching(/^notices.repaired /),
  })
  // The one change is gone, the earlier ones are there, and the board goes on.
  const back = await joinBoard(second, board, { session: lead.session })
  expect(metaRoot(back.client.doc).get('title')).toBe('One')
  expect(notesOf(back.client.doc).map(({ text }) => text)).toEqual(['kept'])
  expect(back.client.hello()?.repairedAt).toBeGreaterThan(0)
  await back.client.command({ kind: 'board.rename', title: 'Three' })
  await until(() => model.meta.get().title === 'Three')
  expect(second.logs()).toContain('damaged rows')
})

test('a viewer sees the board as the server has it, without a local copy of the lost part', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const lead = await joinBoard(first, board, { role: Role.facilitator })
  addNote(lead.client.doc, { ...plainNote, text: 'lost' })
  await lead.client.allSaved()
  const session = await first.join(board, Role.viewer)
  const openBrowserCopy = createMemoryCopies()
  const before = openModel(first.url, session, { openBrowserCopy })
  await until(() => before.scene.notes.size === 1)
  before.close()
  await lead.client.close()
  await first.close()
  damageRow(dataDir, selectLastRow, board.id)
  const second = await startServer({ dataDir })
  const after = openModel(second.url, session, { openBrowserCopy })
  await until(() => after.saving.get() === 'saved')
  expect(after.scene.notes.size).toBe(0)
})
