import { expect, onTestFinished, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { readConfig } from '#server/config.ts'
import { limits } from '#server/relay/limits.ts'
import { addCluster, readCluster, writeClusterTitle } from '#shared/board/cluster.ts'
import { metaRoot } from '#shared/board/document.ts'
import { addNote, notesOf, placeNote, readNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { lockedOf, readRights } from '#shared/board/rights.ts'
import { roundsOf } from '#shared/board/round.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import type { Checkpoint, CheckpointPreview, CreatedBoard, Restored } from '#shared/wire/http.ts'
import { openRights, Reach } from '#shared/workshop/rights.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { startServer, type ServerClient, type TestServer } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  placeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'

test('a facilitator keeps the board as it is, looks into it, and goes back to it with everybody', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  const note = write(ada, 'before')
  const gone = write(ada, 'will be deleted', 300)
  const group = addCluster(fay.client.doc, [], { title: 'First title', tint: 'rose' })
  await Promise.all([fay.client.allSaved(), ada.client.allSaved()])
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const cluster = addCluster(fay.client.doc, [note], { title: 'Ours', tint: 'sky' })
  await fay.client.allSaved()

  const kept = await keep(server, board, fay)
  expect(kept).toMatchObject({ reason: 'demand', notes: 2, clusters: 1 })
  const before = contentOf(fay.client.doc)

  await ada.client.until(() => readCluster(ada.client.doc, cluster) !== undefined)
  writeNote(ada.client.doc, note, 'after')
  writeClusterTitle(ada.client.doc, cluster, 'Theirs')
  removeNotes(ada.client.doc, [gone])
  const late = write(ada, 'came later', 600)
  await ada.client.allSaved()
  const after = contentOf(ada.client.doc)
  expect(after).not.toEqual(before)

  const preview = await previewOf(server, board, fay, kept.id)
  expect(preview.notes.map(({ text, cluster }) => [text, cluster])).toEqual([
    ['before', cluster],
    ['will be deleted', null],
  ])
  expect(preview.clusters.map(({ title }) => title)).toEqual(['Ours'])

  const undo = await restore(server, board, fay, kept.id)
  for (const { client } of [fay, ada]) {
    await client.until(() => readNote(client.doc, late) === undefined)
    expect(contentOf(client.doc)).toEqual(before)
    expect(readCluster(client.doc, group)).toBeUndefined()
  }
  await restore(server, board, fay, undo)
  for (const { client } of [fay, ada]) {
    await client.until(() => readNote(client.doc, late) !== undefined)
    expect(contentOf(client.doc)).toEqual(after)
  }
  expect((await list(server, board, fay)).map(({ reason }) => reason)).toEqual([
    'restore',
    'restore',
    'demand',
  ])
})

test('of a point to return to that the disk has damaged it is said that it is damaged, and the others serve', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  write(ada, 'before')
  await ada.client.allSaved()
  const [bad, good] = [await keep(server, board, fay), await keep(server, board, fay)]
  inDatabase(server.dataDir, (db) =>
    db.prepare("UPDATE checkpoints SET file = x'00' WHERE id = ?").run(bad.id),
  )
  const path = `/api/boards/${board.id}/checkpoints/${bad.id}`
  const damaged = { status: 500, body: { code: 'damaged', message: expect.stringContaining('damaged') } }
  for (const answer of [
    await server.ask('GET', path, undefined, fay.session.session),
    await server.ask('POST', `${path}/restore`, { as: 'inPlace' }, fay.session.session),
    await server.ask('POST', `${path}/restore`, { as: 'copy' }, fay.session.session),
  ]) {
    expect(answer).toMatchObject(damaged)
  }
  await restore(server, board, fay, good.id)
  expect(notesOf(fay.client.doc).map(({ text }) => text)).toEqual(['before'])
})

test('people still own their notes after they have been brought back, and can write on', async () => {
  const { server, board, fay, ada, bo } = await newWorkshop()
  const mine = write(ada, 'mine')
  const foreign = write(bo, 'foreign', 300)
  await Promise.all([ada.client.allSaved(), bo.client.allSaved()])
  const kept = await keep(server, board, fay)
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  removeNotes(fay.client.doc, [mine, foreign])
  await fay.client.allSaved()
  await restore(server, board, fay, kept.id)
  await ada.client.until(() => notesOf(ada.client.doc).length === 2)
  writeNote(ada.client.doc, foreign, 'written on')
  removeNotes(ada.client.doc, [mine])
  await ada.client.allSaved()
  removeNotes(ada.client.doc, [foreign])
  await expect(ada.client.allSaved()).rejects.toThrow('not_your_note')
  await bo.client.until(() => readNote(bo.client.doc, foreign)?.text === 'written on')
  expect(readNote(bo.client.doc, mine)).toBeUndefined()
})

test('what is equal is not touched: who is writing in a note goes on', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  const note = write(ada, 'stays')
  const brief = write(ada, 'goes', 300)
  await ada.client.allSaved()
  const kept = await keep(server, board, fay)
  removeNotes(ada.client.doc, [brief])
  await ada.client.allSaved()
  const text = ada.client.doc.getMap('text').get(note)
  await restore(server, board, fay, kept.id)
  await ada.client.until(() => readNote(ada.client.doc, brief) !== undefined)
  expect(ada.client.doc.getMap('text').get(note)).toBe(text)
})

test('while everybody goes on writing, all see the same after every restoration, and undoing brings all of it back', async () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  const { server, board, fay, ada, bo } = await newWorkshop()
  const everybody = [fay, ada, bo]
  const work = (voter: Voter): void => {
    const notes = notesOf(voter.client.doc)
    if (notes.length === 0 || random.chance(0.4))
      write(voter, `new ${random.below(1_000)}`, random.below(2_000))
    else if (random.chance(0.5)) writeNote(voter.client.doc, random.pick(notes).id, `${random.below(1_000)}`)
    else placeNote(voter.client.doc, random.pick(notes).id, { x: random.below(2_000) })
  }
  for (let count = 0; count < 10; count += 1) work(ada)
  await ada.client.allSaved()
  const kept = await keep(server, board, fay)
  for (let round = 0; round < 4; round += 1) {
    const under = { isWay: true }
    const restoring = restore(server, board, fay, kept.id).finally(() => (under.isWay = false))
    // No more than a connection may send at once.
    for (let count = 0; under.isWay && count < 80; count += 1) {
      everybody.forEach(work)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const undo = await restoring
    await Promise.all(everybody.map(({ client }) => client.allSaved()))
    const before = await previewOf(server, board, fay, undo)
    await restore(server, board, fay, undo)
    // Whoever was shown the last change of one more note has seen everything before it.
    const last = write(fay, 'last')
    for (const { client } of everybody) await client.until(() => readNote(client.doc, last) !== undefined)
    const contents = everybody.map(({ client }) => contentOf(client.doc))
    expect(contents[1]).toEqual(contents[0])
    expect(contents[2]).toEqual(contents[0])
    const linesOf = (notes: readonly { id: string; text: string; x: number }[]) =>
      notes.map(({ id, text, x }) => JSON.stringify([id, text, x])).sort()
    const brought = notesOf(ada.client.doc).filter(({ id }) => id !== last)
    expect(linesOf(brought)).toEqual(linesOf(before.notes))
  }
})

test('a copy is a new board with new links, the same notes, groups and results, and nobody’s name on them', async () => {
  const { server, board, fay, ada, bo } = await newWorkshop({ title: 'Why we exist' })
  const options = await addProposals(ada, 2)
  const round = await openRoundOrThrow(fay, options)
  for (const voter of [fay, ada, bo]) await placeDot(voter, round, options[0] ?? '')
  await closeRound(fay, round)
  const kept = await keep(server, board, fay)
  const answer = await ask(server, 'POST', board, fay, `/${kept.id}/restore`, { as: 'copy' })
  expect(answer.status).toBe(201)
  const copy = answer.body as CreatedBoard
  expect(copy).toMatchObject({ title: 'Why we exist', language: 'en' })
  expect(copy.id).not.toBe(board.id)
  const guest = await joinBoard(server, copy)
  expect(contentOf(guest.client.doc)).toEqual(
    contentOf(fay.client.doc).map((line) => line.replace(ada.session.participant.id, 'nobody')),
  )
  expect(roundsOf(guest.client.doc).map(({ totals }) => totals?.[options[0] ?? ''])).toEqual([3])
  for (const struct of guest.client.doc.store.clients.keys())
    expect([...fay.client.doc.store.clients.keys()].filter((client) => client !== 1)).not.toContain(struct)
})

test('limits and locks are those of the checkpoint again, in place and in a copy, and going back is undone with them', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  const [free, held, grouped] = ['free', 'held', 'grouped'].map((text, index) =>
    write(ada, text, index * 300),
  ) as [string, string, string]
  await ada.client.allSaved()
  await fay.client.until(() => notesOf(fay.client.doc).length === 3)
  const cluster = addCluster(fay.client.doc, [grouped], { title: 'Held', tint: 'sky' })
  await fay.client.allSaved()
  const own = { participantsMove: Reach.own, participantsCluster: false }
  await fay.client.command({ kind: 'rights.set', rights: own })
  await fay.client.command({ kind: 'lock.set', ids: [held, cluster], isLocked: true })
  const kept = await keep(server, board, fay)
  await fay.client.command({ kind: 'rights.set', rights: { ...openRights, isLocked: true } })
  await fay.client.command({ kind: 'lock.set', ids: [held], isLocked: false })
  await fay.client.command({ kind: 'lock.set', ids: [free], isLocked: true })
  const lockedAgain = (locked: readonly string[]) =>
    ada.client.until(() => String([...lockedOf(ada.client.doc)].sort()) === String([...locked].sort()))

  const undo = await restore(server, board, fay, kept.id)
  await lockedAgain([held, cluster])
  expect(readRights(ada.client.doc)).toEqual({ ...openRights, ...own })
  writeNote(ada.client.doc, held, 'barred')
  await expect(ada.client.allSaved()).rejects.toThrow('locked')

  await restore(server, board, fay, undo)
  const guest = await joinBoard(server, board)
  expect([...lockedOf(guest.client.doc)].sort()).toEqual([free, cluster].sort())
  expect(readRights(guest.client.doc)).toEqual({ ...openRights, isLocked: true })

  const copied = await ask(server, 'POST', board, fay, `/${kept.id}/restore`, { as: 'copy' })
  const stranger = await joinBoard(server, copied.body as CreatedBoard)
  expect([...lockedOf(stranger.client.doc)].sort()).toEqual([held, cluster].sort())
  expect(readRights(stranger.client.doc)).toEqual({ ...openRights, ...own })
})

test('a board is kept by itself before a round opens and before many notes go, and not before few do', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  const options = await addProposals(ada, 40)
  await closeRound(fay, await openRoundOrThrow(fay, options.slice(0, 3)))
  await fay.client.until(() => notesOf(fay.client.doc).length === 40)
  expect((await list(server, board, fay)).map(({ reason, notes }) => [reason, notes])).toEqual([
    ['round', 40],
  ])
  removeNotes(fay.client.doc, options.slice(0, 9))
  await fay.client.allSaved()
  expect(await list(server, board, fay)).toHaveLength(1)
  removeNotes(fay.client.doc, options.slice(9, 19))
  await fay.client.allSaved()
  const [removal] = await list(server, board, fay)
  expect(removal).toMatchObject({ reason: 'removal', notes: 31 })
  // Of one reason one in a minute.
  removeNotes(fay.client.doc, options.slice(19, 40))
  const fresh = write(fay, 'new')
  await fay.client.allSaved()
  await openRoundOrThrow(fay, [fresh])
  expect(await list(server, board, fay)).toHaveLength(2)
  await restore(server, board, fay, removal?.id ?? '')
  await ada.client.until(() => notesOf(ada.client.doc).length === 31)
})

test('a board is kept before a reveal, without what is still private', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  write(fay, 'A question')
  await fay.client.allSaved()
  const desk = await joinDesk(server, board, ada.session)
  await setWriting(fay, WritingMode.private)
  await writeDrafts(desk, ['planted draft'])
  const early = await keep(server, board, fay)
  expect(await reveal(fay)).toBe(1)
  await ada.client.until(() => notesOf(ada.client.doc).length === 2)
  const [kept] = await list(server, board, fay)
  expect(kept).toMatchObject({ reason: 'reveal', notes: 1 })
  for (const id of [early.id, kept?.id ?? '']) {
    const preview = JSON.stringify(await previewOf(server, board, fay, id))
    expect(preview).toContain('A question')
    expect(preview).not.toContain('planted draft')
  }
  // Revealed notes can be taken off the board and put back; nothing is on anybody's desk in between.
  const undo = await restore(server, board, fay, kept?.id ?? '')
  await ada.client.until(() => notesOf(ada.client.doc).length === 1)
  expect(notesOf(desk.doc)).toEqual([])
  await restore(server, board, fay, undo)
  await ada.client.until(() => notesOf(ada.client.doc).length === 2)
  expect(notesOf(ada.client.doc).map(({ author }) => author)).toContain(null)
})

test('a reveal of nothing keeps nothing', async () => {
  const { server, board, fay } = await newWorkshop()
  expect(await reveal(fay)).toBe(0)
  expect(await list(server, board, fay)).toEqual([])
})

test('whoever cannot unpack gets a checkpoint plain', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  write(ada, 'words')
  await ada.client.allSaved()
  const { id } = await keep(server, board, fay)
  const answer = await server.app.inject({
    url: `/api/boards/${board.id}/checkpoints/${id}`,
    headers: { authorization: `Bearer ${fay.session.session}` },
  })
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.json<CheckpointPreview>().notes.map(({ text }) => text)).toEqual(['words'])
})

test('a board that is being kept twice is kept no third time until it has been read, another board is', async () => {
  const held = Promise.withResolvers<void>()
  let slow = ''
  const server = await startServer({
    around: (store) => ({
      ...store,
      checkpointsOf: async (board) => {
        if (board === slow) await held.promise
        return store.checkpointsOf(board)
      },
    }),
  })
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  slow = board.id
  const keepOn = async ({ id }: CreatedBoard, { session }: { readonly session: string }) =>
    (await server.ask('POST', `/api/boards/${id}/checkpoints`, undefined, session)).status
  const [fay, zoe] = [await server.join(board, Role.facilitator), await server.join(other, Role.facilitator)]
  const statuses = Array.from({ length: 3 }, () => keepOn(board, fay))
  expect(await Promise.race(statuses)).toBe(429)
  expect(await keepOn(other, zoe)).toBe(201)
  held.resolve()
  expect((await Promise.all(statuses)).toSorted((a, b) => a - b)).toEqual([201, 201, 429])
  expect(await keepOn(board, fay)).toBe(201)
})

test('where the server has no room for what a board had, going back is refused in words and changes nothing; what makes a board smaller is not', async () => {
  const documentsMemory = 16 * limits.smallMemory
  const { server, board, fay } = await newWorkshop({ documentsMemory })
  const empty = await keep(server, board, fay)
  const change = (id: string, act: (doc: Y.Doc) => void) =>
    server.rooms.withBoard(id, async (live) => live.write(act))
  const text = 'x'.repeat(5_000)
  await change(board.id, (doc) => {
    for (let index = 0; index < 500; index += 1) addNote(doc, { x: 0, y: 0, author: null, created: 1, text })
  })
  const full = await keep(server, board, fay)
  await restore(server, board, fay, empty.id)

  const others = await Promise.all([0, 1, 2, 3].map(async () => server.createBoard()))
  // They stay open.
  const [owner] = await Promise.all(
    others.map(async (other) => joinBoard(server, other, { role: Role.facilitator })),
  )
  for (const { id } of others)
    await change(id, (doc) => metaRoot(doc).set('pad', 'x'.repeat(0.075 * documentsMemory)))
  const refused = await ask(server, 'POST', board, fay, `/${full.id}/restore`, { as: 'inPlace' })
  expect([refused.status, refused.body]).toMatchObject([413, { code: ErrorCode.tooLarge }])
  write(fay, 'meanwhile')
  await fay.client.allSaved()
  expect(notesOf(fay.client.doc).map(({ text }) => text)).toEqual(['meanwhile'])
  await restore(server, board, fay, empty.id)

  const deleted = await server.ask(
    'DELETE',
    `/api/boards/${others[0]?.id}`,
    undefined,
    owner?.session.session,
  )
  expect(deleted.status).toBe(204)
  await restore(server, board, fay, full.id)
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

test('a session is one session to the limits, however its secret is spelt', async () => {
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

test('only a facilitator of the board has anything of its checkpoints', async () => {
  const { server, board, fay, ada } = await newWorkshop()
  const { id } = await keep(server, board, fay)
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
  expect((await ask(server, 'POST', board, fay, `/${id}/restore`, { as: 'other' })).status).toBe(400)
})

test('checkpoints say what the notes said, and nothing of who: no participant, session, ballot or Yjs client', async () => {
  const { server, board, fay, ada, bo } = await newWorkshop()
  const options = await addProposals(ada, 3)
  write(bo, 'planted words of a note', 900)
  await bo.client.allSaved()
  const round = await openRoundOrThrow(fay, options, { isSecret: false })
  for (const voter of [ada, bo]) await placeDot(voter, round, options[0] ?? '')
  await closeRound(fay, round)
  await keep(server, board, fay)
  const kept = await list(server, board, fay)
  const answers = await Promise.all(kept.map(({ id }) => ask(server, 'GET', board, fay, `/${id}`)))
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

interface Workshop {
  readonly server: TestServer
  readonly board: CreatedBoard
  readonly fay: Voter
  readonly ada: Voter
  readonly bo: Voter
}

async function newWorkshop({
  documentsMemory,
  ...facts
}: { title?: string; documentsMemory?: number } = {}): Promise<Workshop> {
  const server = await startServer({ ...(documentsMemory !== undefined && { documentsMemory }) })
  const board = await server.createBoard({ language: 'en', ...facts })
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  const bo = await joinBoard(server, board, { name: 'Bo' })
  return { server, board, fay, ada, bo }
}

function write({ client, session }: Voter, text: string, x = 0): string {
  return addNote(client.doc, { text, x, y: 0, author: session.participant.id, created: 1 })
}

function ask(
  server: ServerClient,
  method: string,
  board: CreatedBoard,
  { session }: Voter,
  path = '',
  body?: unknown,
) {
  return server.ask(method, `/api/boards/${board.id}/checkpoints${path}`, body, session.session)
}

async function keep(server: ServerClient, board: CreatedBoard, by: Voter): Promise<Checkpoint> {
  const answer = await ask(server, 'POST', board, by)
  expect(answer.status).toBe(201)
  return answer.body as Checkpoint
}

async function list(server: ServerClient, board: CreatedBoard, by: Voter): Promise<readonly Checkpoint[]> {
  return (await ask(server, 'GET', board, by)).body as readonly Checkpoint[]
}

async function previewOf(server: ServerClient, board: CreatedBoard, by: Voter, id: string) {
  return (await ask(server, 'GET', board, by, `/${id}`)).body as CheckpointPreview
}

/** Returns the checkpoint that undoes it. */
async function restore(server: ServerClient, board: CreatedBoard, by: Voter, id: string): Promise<string> {
  const answer = await ask(server, 'POST', board, by, `/${id}/restore`, { as: 'inPlace' })
  expect([answer.status, answer.body]).toEqual([200, { undo: expect.any(String) }])
  return (answer.body as Restored).undo
}

/** Every note with its words, place and author, and every group that has notes. */
function contentOf(doc: Y.Doc): readonly string[] {
  return notesOf(doc)
    .map(({ id, text, x, y, z, cluster, author, tint }) => {
      const title = cluster === null ? '' : readCluster(doc, cluster)?.title
      return JSON.stringify([id, text, x, y, z, cluster, title, author ?? 'nobody', tint])
    })
    .sort()
}
