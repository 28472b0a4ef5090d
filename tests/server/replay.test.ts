import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { readConfig } from '#server/config.ts'
import { writePage } from '#server/archive/replay-page.ts'
import { backUp } from '#server/store/sqlite/backup.ts'
import { restore } from '#server/store/sqlite/restore.ts'
import { openStore } from '#server/open-store.ts'
import { addNote, notesOf, placeNote, removeNotes } from '#shared/board/note.ts'
import { emptyReplayBoard, replayed, type ReplayStep } from '#shared/board/replay.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { replayOf } from '#tests/support/replay.ts'
import { newDataDir, spawnServer, startServer, type TestServer } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
} from '#tests/support/socket-voters.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

test('people on the board see its history: notes, the reveal, the vote and the checkpoints', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Why we are here' })
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const eve = await server.join(board, Role.viewer)
  const options = await addProposals(ada, 3)
  await setWriting(fay, WritingMode.private)
  await writeDrafts(await joinDesk(server, board, ada.session), ['a hidden thought'])
  await reveal(fay)
  const round = await openRoundOrThrow(fay, options, { isSecret: false })
  await placeDot(ada, round, options[1] ?? '')
  await closeRound(fay, round)
  for (const { session } of [fay.session, ada.session, eve]) {
    const { index, steps } = await replayOf(server, board, session)
    expect(index.days).toBe(30)
    expect(index.moments.map(({ reason }) => reason)).toEqual(['reveal', 'round'])
    expect(steps.flatMap(({ marks = [] }) => marks.map(({ kind }) => kind))).toEqual([
      'privateBegan',
      'revealed',
      'roundOpened',
      'roundClosed',
    ])
    const { title, notes, rounds } = replayed(emptyReplayBoard, steps)
    expect(title).toBe('Why we are here')
    expect([...notes.values()].map(({ text }) => text).toSorted()).toEqual(
      ['Proposal 0', 'Proposal 1', 'Proposal 2', 'a hidden thought'].toSorted(),
    )
    expect(rounds.get(round)?.totals).toEqual({
      [options[0] ?? '']: 0,
      [options[1] ?? '']: 1,
      [options[2] ?? '']: 0,
    })
  }
})

test('no byte of a replay has a draft, a ballot, an author, a name or a Yjs client', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'planted-fay' })
  const voters = await Promise.all(
    ['planted-ada', 'planted-bo', 'planted-cy'].map((name) => joinBoard(server, board, { name })),
  )
  const people = [fay, ...voters]
  const options = await addProposals(fay, 4)
  const [ada = fay] = voters
  const signed = addNote(ada.client.doc, {
    ...plain,
    author: ada.session.participant.id,
    text: 'shown to all',
  })
  await ada.client.allSaved()
  await setWriting(fay, WritingMode.private)
  const desks = await Promise.all(voters.map(({ session }) => joinDesk(server, board, session)))
  const drafts = await Promise.all(
    desks.map((desk, index) => writeDrafts(desk, [`planted-draft-${index}`, `shown-later-${index}`])),
  )
  for (const [index, desk] of desks.entries()) {
    removeNotes(desk.doc, [drafts[index]?.[0] ?? ''])
    await desk.allSaved()
  }
  await replayOf(server, board, fay.session.session)
  await reveal(fay)
  const secret = await openRoundOrThrow(fay, options, { isSecret: true })
  const open = await openedBallots(secret)
  await fay.client.until(() => notesOf(fay.client.doc).some(({ text }) => text === 'shown-later-2'))
  placeNote(fay.client.doc, signed, { x: 500 })
  await fay.client.allSaved()

  const { index, steps } = await replayOf(server, board, fay.session.session)
  const sent = JSON.stringify({ index, steps })
  const kept = inDatabase(server.dataDir, (db) => {
    const pages = db.prepare('SELECT data FROM replay_pages').all()
    const states = db.prepare('SELECT recorder FROM replays').all()
    return [
      ...pages.map(({ data }) => gunzipSync(data as Uint8Array).toString()),
      ...states.map(({ recorder }) => String(recorder)),
    ].join('\n')
  })
  const hidden = [
    'planted',
    ...people.map(({ session }) => session.participant.id),
    ...people.map(({ session }) => session.session),
    ...people.map(({ client }) => String(client.doc.clientID)),
    ...desks.map(({ doc }) => String(doc.clientID)),
    ...drafts.flat(),
    'author',
    'created',
    'ballots',
    'voted',
    open,
  ]
  for (const bytes of [sent, kept]) {
    expect(hidden.filter((word) => bytes.includes(word))).toEqual([])
    for (const word of ['shown to all', 'shown-later-0', 'shown-later-2']) expect(bytes).toContain(word)
  }

  /** Everybody votes, then again in a round with names; returns the key that hid the voters. */
  async function openedBallots(first: string): Promise<string> {
    const key = inDatabase(server.dataDir, (db) =>
      String(db.prepare('SELECT secret_key FROM rounds WHERE id = ?').get(first)?.['secret_key']),
    )
    for (const [index, voter] of voters.entries()) await placeDot(voter, first, options[index] ?? '')
    await closeRound(fay, first)
    const named = await openRoundOrThrow(fay, options, { isSecret: false })
    for (const [index, voter] of voters.entries()) await placeDot(voter, named, options[index] ?? '')
    await closeRound(fay, named)
    return key
  }
})

test('only a facilitator clears a replay, and then no file of the data folder has a byte of its pages', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const other = await server.join(await server.createBoard(), Role.facilitator)
  const gone = addNote(ada.client.doc, { ...plain, text: 'to be forgotten' })
  await ada.client.allSaved()
  removeNotes(ada.client.doc, [gone])
  await ada.client.allSaved()
  const path = `/api/boards/${board.id}/replay`
  const { index } = await replayOf(server, board, ada.session.session)
  const page = Buffer.from((await server.store.readReplay(board.id, index.pages[0]?.id ?? 0)) ?? '')
  const piece = page.subarray(20, 60)
  const filesWithIt = async (): Promise<readonly string[]> => {
    const names = await readdir(server.dataDir)
    const contents = await Promise.all(names.map((name) => readFile(join(server.dataDir, name))))
    return names.filter((_, at) => contents[at]?.includes(piece))
  }
  expect(piece).toHaveLength(40)
  expect(await filesWithIt()).not.toEqual([])
  for (const [session, status] of [
    [ada.session.session, 403],
    [(await server.join(board, Role.viewer)).session, 403],
    [other.session, 403],
    [undefined, 401],
  ] as const)
    expect((await server.ask('DELETE', path, undefined, session)).status).toBe(status)
  expect((await server.ask('DELETE', path, undefined, fay.session.session)).status).toBe(204)
  expect((await replayOf(server, board, ada.session.session)).index.pages).toEqual([])
  expect(inDatabase(server.dataDir, (db) => db.prepare('SELECT * FROM replay_pages').all())).toEqual([])
  expect(await filesWithIt()).toEqual([])
})

test('only people who may read the board get its replay, and a page that is not kept is not found', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await joinBoard(server, board)
  await addProposals(ada, 1)
  const { index } = await replayOf(server, board, ada.session.session)
  const page = index.pages[0]?.id ?? 0
  const other = await server.join(await server.createBoard())
  const path = `/api/boards/${board.id}/replay`
  for (const address of [path, `${path}/${page}`]) {
    expect((await server.ask('GET', address)).status).toBe(401)
    expect((await server.ask('GET', address, undefined, other.session)).status).toBe(403)
  }
  const session = ada.session.session
  expect((await server.ask('GET', `${path}/${page + 1}`, undefined, session)).status).toBe(404)
  expect((await server.ask('GET', `${path}/0`, undefined, session)).status).toBe(400)
  const plainly = await fetch(`${server.url}${path}/${page}`, {
    headers: { authorization: `Bearer ${session}`, 'accept-encoding': 'identity' },
  })
  expect(plainly.headers.get('content-encoding')).toBeNull()
  expect(plainly.headers.get('cache-control')).toBe('no-store')
  expect(JSON.stringify(await plainly.json())).toContain('Proposal 0')
})

test('with REPLAY_DAYS=0 nothing is recorded, the old replay is removed, and its time does not come back', async () => {
  for (const value of ['-1', '1.5', 'ever', '99999'])
    expect(readConfig({ REPLAY_DAYS: value })).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^REPLAY_DAYS must be /),
    })
  expect(readConfig({})).toMatchObject({ ok: true, config: { replayDays: 30 } })
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const { session } = await first.join(board)
  const words = async (server: TestServer, text: string): Promise<void> => {
    const { client } = await joinBoard(server, board, { session: await server.join(board) })
    addNote(client.doc, { ...plain, text })
    await client.allSaved()
  }
  await words(first, 'at first')
  expect((await replayOf(first, board, session)).index.pages).toHaveLength(1)
  await first.close()

  const off = await startServer({ dataDir, config: { replayDays: 0 } })
  await words(off, 'unrecorded')
  const { index } = await replayOf(off, board, session)
  expect(index).toEqual({ days: 0, pages: [], moments: [], gaps: [] })
  await off.close()

  const again = await startServer({ dataDir })
  expect((await replayOf(again, board, session)).index.pages).toEqual([])
  await words(again, 'at last')
  const { steps } = await replayOf(again, board, session)
  expect(steps.map(({ isWhole }) => isWhole)).toEqual([true])
  const { notes } = replayed(emptyReplayBoard, steps)
  expect([...notes.values()].map(({ text }) => text).toSorted()).toEqual([
    'at first',
    'at last',
    'unrecorded',
  ])
})

test('a replay survives a restart and is in a backup; it goes with its board', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  const fay = await joinBoard(first, board, { role: Role.facilitator })
  const note = addNote(fay.client.doc, { ...plain, text: 'remembered' })
  await fay.client.allSaved()
  removeNotes(fay.client.doc, [note])
  addNote(fay.client.doc, { ...plain, text: 'present' })
  await fay.client.allSaved()
  const { session } = fay.session
  const before = await replayOf(first, board, session)
  await first.close()
  const again = await startServer({ dataDir })
  expect((await replayOf(again, board, session)).steps).toEqual(before.steps)

  const file = join(await newDataDir(), 'backup')
  backUp(dataDir, file)
  const elsewhere = await newDataDir()
  restore(file, elsewhere, new Date())
  const restored = await startServer({ dataDir: elsewhere })
  expect((await replayOf(restored, board, session)).steps).toEqual(before.steps)

  expect((await again.ask('DELETE', `/api/boards/${board.id}`, undefined, session)).status).toBe(204)
  const left = inDatabase(dataDir, (db) => [
    ...db.prepare('SELECT board FROM replays').all(),
    ...db.prepare('SELECT board FROM replay_pages').all(),
  ])
  expect(left).toEqual([])
})

test('a kill loses no saved part of a replay, and repeats nothing', async () => {
  const dataDir = await newDataDir()
  const first = await spawnServer({ dataDir })
  const board = await first.createBoard()
  const ada = await joinBoard(first, board)
  for (let count = 0; count < 30; count += 1) {
    addNote(ada.client.doc, { ...plain, text: `note ${count}` })
    await ada.client.allSaved()
    if (count === 20) await first.ask('GET', `/api/boards/${board.id}/replay`, undefined, ada.session.session)
  }
  await first.end('SIGKILL')
  const again = await spawnServer({ dataDir })
  const { steps } = await replayOf(again, board, ada.session.session)
  expect(replayed(emptyReplayBoard, steps).notes.size).toBe(30)
  const told = steps.flatMap(({ notes = [] }) => notes.map(({ id }) => id))
  expect(told).toHaveLength(30)
})

test('a replay above its size limit is thinned until it fits, and ends with the board as it is', async () => {
  const maxBytes = 200_000
  const store = await openStore(await newDataDir(), { replay: { maxBytes } })
  onTestFinished(() => store.close())
  const doc = new Y.Doc()
  const waiting: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => waiting.push(update))
  await store.createBoard({ id: 'b', title: '', language: 'en', created: 1 }, [], Y.encodeStateAsUpdate(doc))
  const append = (): Promise<void> => store.append('b', waiting.splice(0), [])
  const read = async () => {
    const { pages } = await store.replayOf('b')
    const packed = await Promise.all(pages.map(async ({ id }) => (await store.readReplay('b', id)) ?? ''))
    const steps = packed.flatMap((page) => JSON.parse(gunzipSync(page).toString()) as ReplayStep[])
    const { notes } = replayed(emptyReplayBoard, steps)
    return {
      isThin: packed.reduce((sum, page) => sum + page.length, 0) <= maxBytes,
      isWhole: steps[0]?.isWhole,
      texts: [...notes.values()].map(({ text }) => text).toSorted(),
    }
  }
  for (let round = 0; round < 6; round += 1) {
    const noise = Array.from({ length: 300 }, () => randomBytes(200).toString('base64'))
    const ids = doc.transact(() => noise.map((text) => addNote(doc, { ...plain, text })))
    await append()
    // After what took much of a busy machine's time the board rests, and is recorded a moment later.
    await expect.poll(async () => (await read()).texts).toContain(noise[0])
    doc.transact(() => removeNotes(doc, ids))
    addNote(doc, { ...plain, text: `stays ${round}` })
    await append()
  }
  await expect.poll(read).toEqual({
    isThin: true,
    isWhole: true,
    texts: Array.from({ length: 6 }, (_, round) => `stays ${round}`),
  })
})

test('notes deleted before the kept days are in no row, and the replay begins with the rest', async () => {
  const dir = await newDataDir()
  const first = await openStore(dir, { replay: { isRecorded: false } })
  await first.createBoard({ id: 'b', title: '', language: 'en', created: 1 }, [], new Uint8Array([0, 0]))
  await first.close()
  const note = { kind: 'idea', tint: 'sun', x: 0, y: 0, z: 1, cluster: null, photo: null } as const
  const page = writePage([
    { at: 2_000, isWhole: true, notes: [{ id: 'gone', text: 'gone', ...note }] },
    { at: 4_000, gone: ['gone'], notes: [{ id: 'early', text: 'early', ...note }] },
    { at: 8_000, notes: [{ id: 'late', text: 'late', ...note }] },
  ])
  if (!page) throw new Error('a page has steps')
  inDatabase(dir, (db) =>
    db
      .prepare(
        'INSERT INTO replay_pages (board, first, last, grain, data, checksum) VALUES (?, ?, ?, 2000, ?, ?)',
      )
      .run('b', page.first, page.last, page.data, crc32(page.data)),
  )
  const store = await openStore(dir, { replay: { isRecorded: false } })
  onTestFinished(() => store.close())
  expect(await store.sweepReplays(7_000)).toEqual(['b'])
  const { pages } = await store.replayOf('b')
  expect(pages).toMatchObject([{ from: 6_000, until: 8_000 }])
  const steps = JSON.parse(
    gunzipSync((await store.readReplay('b', pages[0]?.id ?? 0)) ?? '').toString(),
  ) as ReplayStep[]
  expect(steps).toMatchObject([
    { at: 6_000, isWhole: true, notes: [{ id: 'early' }] },
    { at: 8_000, notes: [{ id: 'late' }] },
  ])
  expect(JSON.stringify(steps)).not.toContain('gone"')
})
