import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { areasOf, placeAreas } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { draftsOf, holdDrafts } from '#shared/board/draft.ts'
import { addNote, notesOf, removeNotes, writeNote, type Note } from '#shared/board/note.ts'
import { areaAround } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import type { Template } from '#shared/agenda/template.ts'
import { readWriting } from '#shared/board/writing.ts'
import { boundsOf, intersects } from '#shared/geometry/rect.ts'
import { heightAtMost } from '#shared/text/height.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { CloseCode, subprotocol } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { moveTo, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { startServer } from '#tests/support/server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { joinBoard, outcomeOf } from '#tests/support/socket-voters.ts'

const textsOf = (notes: readonly Note[]): readonly string[] => notes.map(({ text }) => text).sort()

test('a desk is its owner’s on every connection, after a restart, and empty for everybody else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await server.join(board)
  const bo = await server.join(board)
  const phone = await joinDesk(server, board, ada)
  const laptop = await joinDesk(server, board, ada)
  const others = await joinDesk(server, board, bo)
  const [id = ''] = await writeDrafts(phone, ['half a thought'])
  await laptop.until(() => draftsOf(laptop.doc).length === 1)
  writeNote(laptop.doc, id, 'a whole thought')
  await laptop.allSaved()
  await phone.until(() => draftsOf(phone.doc)[0]?.text === 'a whole thought')
  expect(draftsOf(others.doc)).toEqual([])
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  expect(draftsOf((await joinDesk(again, board, ada)).doc)).toMatchObject([{ id, text: 'a whole thought' }])
  expect(draftsOf((await joinDesk(again, board, bo)).doc)).toEqual([])
})

test('the stock client writes on a desk, and is told to come back when the server goes', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await server.join(board)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/ws`, `${board.id}/desk`, doc, {
    protocols: [subprotocol, ada.session],
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  onTestFinished(() => provider.destroy())
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  addNote(doc, { x: 0, y: 0, author: null, created: 1, text: 'by the stock client' })
  const desk = await joinDesk(server, board, ada)
  await desk.until(() => draftsOf(desk.doc).length === 1)
  const closing = server.close()
  expect((await desk.closed).code).toBe(CloseCode.restart)
  await closing
})

test('a viewer has no desk, nor has a session of another board or none', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const other = await server.createBoard()
  const url = server.url.replace('http', 'ws')
  const codeFor = async (token: string): Promise<number> =>
    (await connectClient({ url, board: `${board.id}/desk`, token }).closed).code
  expect(await codeFor((await server.join(board, Role.viewer)).session)).toBe(CloseCode.forbidden)
  expect(await codeFor((await server.join(other)).session)).toBe(CloseCode.unauthorised)
  expect(await codeFor('nobody')).toBe(CloseCode.unauthorised)
})

test('a person whose link is revoked loses the desk with the board', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await server.join(board, Role.facilitator)
  const ada = await server.join(board)
  const desk = await joinDesk(server, board, ada)
  const revoked = await server.ask(
    'DELETE',
    `/api/boards/${board.id}/links/participant`,
    undefined,
    fay.session,
  )
  expect(revoked.status).toBeLessThan(300)
  expect((await desk.closed).code).toBe(CloseCode.unauthorised)
  const url = server.url.replace('http', 'ws')
  const back = connectClient({ url, board: `${board.id}/desk`, token: ada.session })
  expect((await back.closed).code).toBe(CloseCode.unauthorised)
})

test('only a facilitator switches and reveals; a desk takes no commands at all', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const eve = await joinBoard(server, board, { role: Role.viewer })
  for (const { client } of [ada, eve]) {
    expect(outcomeOf(await client.command({ kind: 'writing.set', mode: 'private' }))).toBe('forbidden')
    expect(outcomeOf(await client.command({ kind: 'desk.reveal' }))).toBe('forbidden')
  }
  const desk = await joinDesk(server, board, fay.session)
  for (const command of [
    { kind: 'writing.set', mode: 'private' },
    { kind: 'desk.reveal' },
    { kind: 'board.rename', title: 'x' },
  ] as const)
    expect(outcomeOf(await desk.command(command))).toBe('unknown_command')
  expect(readWriting(fay.client.doc).mode).toBe(WritingMode.shared)
})

test('while writing is private participants’ new notes are refused, with the reason, and facilitators’ are not', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  await setWriting(fay, WritingMode.private)
  await ada.client.until(() => readWriting(ada.client.doc).mode === WritingMode.private)
  addNote(ada.client.doc, { x: 0, y: 0, author: ada.session.participant.id, created: 1, text: 'too early' })
  await ada.client.until(() => ada.client.refusals.length > 0)
  expect(ada.client.refusals).toMatchObject([{ code: 'writing_private' }])
  addNote(fay.client.doc, {
    x: 0,
    y: 0,
    author: fay.session.participant.id,
    created: 1,
    text: 'The question',
  })
  await fay.client.allSaved()
  const late = await joinBoard(server, board)
  expect(textsOf(notesOf(late.client.doc))).toEqual(['The question'])
  await setWriting(fay, WritingMode.shared)
  await late.client.until(() => readWriting(late.client.doc).mode === WritingMode.shared)
  addNote(late.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'in time' })
  await late.client.allSaved()
})

test('everybody is told how many participants have written in this private time, and nothing else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [ada, bo, cy] = [
    await joinBoard(server, board),
    await joinBoard(server, board),
    await joinBoard(server, board),
  ]
  const before = await joinDesk(server, board, cy.session)
  const [early = ''] = await writeDrafts(before, ['prepared last week'])
  await setWriting(fay, WritingMode.private)
  const { client } = fay
  const shows = async (wrote: number | null, of: number): Promise<void> =>
    client.until(() => readWriting(client.doc).wrote === wrote && readWriting(client.doc).of === of)
  await shows(null, 3)
  const desk = await joinDesk(server, board, ada.session)
  const [, first = ''] = await writeDrafts(desk, [' ', 'two words'], { created: Date.now() })
  await shows(null, 3)
  await writeDrafts(desk, ['one more changes nothing'], { created: Date.now() })
  // A facilitator's notes go to the board; a draft of theirs changes no figure of participants.
  await writeDrafts(await joinDesk(server, board, fay.session), ['an example'])
  // Whether somebody had written is not told by their leaving.
  await bo.client.close()
  // The reveal leaves a draft that is held back. In the next private time it is of an earlier one.
  holdDrafts(before.doc, [early], true)
  await shows(null, 3)
  holdDrafts(
    desk.doc,
    draftsOf(desk.doc).map(({ id }) => id),
    true,
  )
  await desk.allSaved()
  expect(readWriting(client.doc)).toMatchObject({ wrote: null, of: 3 })
  await reveal(fay)
  await setWriting(fay, WritingMode.private)
  await shows(null, 2)
  const [now = ''] = await writeDrafts(desk, ['of this time'], { created: Date.now() })
  await shows(null, 2)
  removeNotes(desk.doc, [now])
  await shows(null, 2)
  holdDrafts(desk.doc, [first], false)
  await shows(null, 2)
  await ada.client.close()
  await joinBoard(server, board)
  await shows(null, 3)
  expect(Object.keys(client.doc.getMap('meta').get('writing') as object).sort()).toEqual(
    ['mode', 'of', 'revealed', 'since', 'wrote'].sort(),
  )
})

test('a reveal shows every written draft that is not held, also of absent people, and writing is shared again', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const bo = await server.join(board)
  addNote(fay.client.doc, { x: 500, y: -300, author: null, created: 1, text: 'here before' })
  await fay.client.allSaved()
  await setWriting(fay, WritingMode.private)
  const gone = await joinDesk(server, board, ada)
  await writeDrafts(gone, ['Ada unsigned', 'x '.repeat(1_500)])
  await writeDrafts(gone, ['Ada signed'], { author: ada.participant.id, tint: 'mint', kind: 'hope' })
  await gone.close()
  const desk = await joinDesk(server, board, bo)
  await writeDrafts(desk, ['', ' \n'])
  const [kept = ''] = await writeDrafts(desk, ['Bo keeps this'])
  holdDrafts(desk.doc, [kept], true)
  const ids = await writeDrafts(desk, ['Bo unsigned'])
  await desk.allSaved()

  const at = Date.now()
  expect(await reveal(fay)).toBe(4)
  await fay.client.until(() => notesOf(fay.client.doc).length === 5)
  expect(readWriting(fay.client.doc)).toMatchObject({ mode: WritingMode.shared })
  const notes = notesOf(fay.client.doc)
  const revealed = notes.filter(({ text }) => text !== 'here before')
  expect(textsOf(revealed).map((text) => text.slice(0, 12))).toEqual([
    'Ada signed',
    'Ada unsigned',
    'Bo unsigned',
    'x x x x x x ',
  ])
  const signed = revealed.find(({ text }) => text === 'Ada signed')
  expect(signed).toMatchObject({ author: ada.participant.id, tint: 'mint', kind: 'hope', cluster: null })
  for (const note of revealed) {
    expect(ids).not.toContain(note.id)
    if (note !== signed) expect(note.author).toBeNull()
  }
  const [created] = new Set(revealed.map((note) => note.created))
  expect(new Set(revealed.map((note) => note.created)).size).toBe(1)
  expect(created).toBeGreaterThanOrEqual(at)
  const rects = notes.map(({ x, y, text }) => ({ x, y, width: noteSide, height: heightAtMost(text) }))
  for (const [index, rect] of rects.entries())
    for (const other of rects.slice(index + 1)) expect(intersects(rect, other)).toBe(false)
  expect(boundsOf(rects)?.x).toBe(500)
  await setWriting(fay, WritingMode.private)
  await desk.until(() => draftsOf(desk.doc).length === 3)
  expect(textsOf(draftsOf(desk.doc))).toEqual(['', ' \n', 'Bo keeps this'])
  expect(draftsOf((await joinDesk(server, board, ada)).doc)).toEqual([])
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(textsOf(notesOf(back.client.doc))).toEqual(textsOf(notes))
  expect(draftsOf((await joinDesk(again, board, ada)).doc)).toEqual([])
  expect(textsOf(draftsOf((await joinDesk(again, board, bo)).doc))).toEqual(['', ' \n', 'Bo keeps this'])
})

const fieldsBack = [
  { id: 'start', title: { en: 'Start' } },
  { id: 'stop', title: { en: 'Stop' } },
]

const lookBack: Template = {
  ...shortBrainstorm,
  ask: [],
  phases: [
    {
      id: 'look-back',
      title: { en: 'Look back' },
      steps: [
        {
          id: 'write',
          activity: 'write',
          prompt: [{ en: 'Write' }],
          seconds: null,
          writing: 'private',
          fields: fieldsBack,
        },
      ],
    },
  ],
}

test('revealed drafts lie in the area of their field, in its next free places, with their blanks and sources', async () => {
  const server = await startServer()
  const doc = new Y.Doc()
  const [start = '', stop = ''] = placeAreas(doc, 'look-back', {
    id: 'write',
    fields: fieldsBack,
  })
  const areas = areasOf(doc)
  addNote(doc, {
    id: 'old',
    x: areas[0]?.x ?? 0,
    y: areas[0]?.y ?? 0,
    author: null,
    created: 1,
    text: 'old',
    area: start,
  })
  addCluster(doc, ['old'], { id: 'courage' })
  const { body } = await server.ask('POST', '/api/imports', JSON.parse(writeBoardFile(snapshotOf(doc))))
  const board = body as CreatedBoard
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay, lookBack)
  await moveTo(fay, 'look-back/write')
  const texts = Array.from({ length: 30 }, (_, index) => `idea ${index}`)
  const desks = [await server.join(board), await server.join(board)]
  for (const [index, session] of desks.entries()) {
    const desk = await joinDesk(server, board, session)
    const step = 'look-back/write'
    await writeDrafts(desk, texts.slice(0, 15 + index * 15), { step, field: 'start' })
    await writeDrafts(desk, ['no more'], {
      step,
      field: 'stop',
      blanks: { owner: 'Ana' },
      from: ['old', 'courage', 'gone'],
    })
    await writeDrafts(desk, ['of a step that is gone'], { step: 'gone/write', field: 'start' })
    await writeDrafts(desk, ['of no step'])
  }
  expect(await reveal(fay)).toBe(47)
  await fay.client.until(() => notesOf(fay.client.doc).length === 48)
  // Words of no step, or of another one, are not the step's: they stay with their author.
  for (const session of desks)
    expect(textsOf(draftsOf((await joinDesk(server, board, session)).doc))).toEqual([
      'of a step that is gone',
      'of no step',
    ])
  const notes = notesOf(fay.client.doc)
  const rectOf = ({ x, y, text }: Note) => ({ x, y, width: noteSide, height: heightAtMost(text) })
  const counts = [start, stop, null].map((place) => notes.filter(({ area }) => area === place).length)
  expect(counts).toEqual([46, 2, 0])
  expect(notes.filter(({ area }) => area === stop)).toMatchObject([
    { field: 'stop', blanks: { owner: 'Ana' }, from: ['old', 'courage'] },
    { field: 'stop', blanks: { owner: 'Ana' }, from: ['old', 'courage'] },
  ])
  const rects = notes.map(rectOf)
  expect(rects.some((one, at) => rects.slice(at + 1).some((other) => intersects(one, other)))).toBe(false)
  for (const area of areas) {
    const inside = notes.filter((note) => note.area === area.id && note.text !== 'old').map(rectOf)
    const drawn = areaAround(area, inside)
    expect([drawn.x, drawn.y, drawn.width]).toEqual([area.x, area.y, area.width])
  }
  const inOrder = notes.filter(({ area }) => area === start).sort((a, b) => a.y - b.y || a.x - b.x)
  expect(inOrder.map(({ text }) => text)).not.toEqual(['old', ...texts.slice(0, 15), ...texts])
})

test('a reveal that is sent again under its key happens once, also after a restart', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const desk = await joinDesk(server, board, ada)
  await writeDrafts(desk, ['first'])
  expect(await reveal(fay, 'the same key')).toBe(1)
  await writeDrafts(desk, ['second'])
  fay.client.replies.length = 0
  expect(await reveal(fay, 'the same key')).toBeUndefined()
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(await reveal(back, 'the same key')).toBeUndefined()
  expect(textsOf(notesOf(back.client.doc))).toEqual(['first'])
  expect(await reveal(back)).toBe(1)
  await back.client.until(() => notesOf(back.client.doc).length === 2)
})

test('a device that was offline does not bring a revealed draft back, and its later drafts arrive', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const tablet = await joinDesk(server, board, ada)
  const [id = ''] = await writeDrafts(tablet, ['from the tablet'])
  await tablet.close()
  writeNote(tablet.doc, id, 'from the tablet, offline')
  addNote(tablet.doc, { x: 0, y: 0, author: null, created: 1, text: 'new, offline' })
  expect(await reveal(fay)).toBe(1)
  const back = connectClient({
    url: server.url.replace('http', 'ws'),
    board: `${board.id}/desk`,
    token: ada.session,
    doc: tablet.doc,
  })
  await back.until(() => back.isSynced() && back.sent() > 0)
  await back.allSaved()
  expect(textsOf(draftsOf(back.doc))).toEqual(['new, offline'])
  back.socket.terminate()
  expect(textsOf(draftsOf((await joinDesk(server, board, ada)).doc))).toEqual(['new, offline'])
  await fay.client.until(() => notesOf(fay.client.doc).length === 1)
  expect(textsOf(notesOf(fay.client.doc))).toEqual(['from the tablet'])
})

test('the author of a revealed note is known after deletion and restart: undo works, nobody else can sign it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board)
  const author = ada.session.participant.id
  const desk = await joinDesk(server, board, ada.session)
  await writeDrafts(desk, ['signed'], { author })
  await reveal(fay)
  await fay.client.until(() => notesOf(fay.client.doc).length === 1)
  const [note] = notesOf(fay.client.doc)
  if (!note) throw new Error('it has been revealed')
  removeNotes(fay.client.doc, [note.id])
  await fay.client.allSaved()
  await server.close()

  const again = await startServer({ dataDir: server.dataDir })
  const bo = await joinBoard(again, board)
  addNote(bo.client.doc, { ...note, author: bo.session.participant.id })
  await expect(bo.client.allSaved()).rejects.toThrow('foreign_author')
  const back = await joinBoard(again, board, { session: fay.session })
  addNote(back.client.doc, note)
  await back.client.allSaved()
  expect(notesOf(back.client.doc)).toEqual([note])
})
