import { gunzipSync } from 'node:zlib'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { serverClient } from '#server/documents/load-document.ts'
import { draftsOf, holdDrafts } from '#shared/board/draft.ts'
import { notesRoot } from '#shared/board/document.ts'
import { notesOf, removeNotes, writeNote } from '#shared/board/note.ts'
import { readWriting } from '#shared/board/writing.ts'
import { exportFormats, type CreatedBoard, type ExportFormat } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { exportedBytes } from '#tests/support/exported-file.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import type { SocketClient } from '#tests/support/socket-client.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

/** A Yjs client id as it stands in every update that has a struct or a delete of it. */
function varUint(client: number): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, client)
  return Buffer.from(encoding.toUint8Array(encoder))
}

const framesOf = ({ frames }: SocketClient): Buffer => Buffer.concat(frames)

/** Of the things planted, those that are in there. */
function found(bytes: Uint8Array | string, planted: readonly (string | Buffer)[]): readonly string[] {
  const haystack = Buffer.from(bytes as string)
  return planted.filter((needle) => haystack.includes(needle)).map(String)
}

async function exportOf(server: TestServer, person: Voter, format: ExportFormat): Promise<Buffer> {
  const bytes = await exportedBytes(server, person, { format })
  if (!Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('%PDF'))) return Buffer.from(bytes)
  const { pages, metadata } = await readPdf(bytes)
  return Buffer.concat([bytes, Buffer.from(pages.join('\n') + metadata)])
}

/** Everything that anybody but the authors can get hold of. */
async function everythingElse(
  server: TestServer,
  board: CreatedBoard,
  fay: Voter,
  clients: readonly SocketClient[],
  formats: typeof exportFormats | readonly ['json'],
): Promise<Readonly<Record<string, Buffer | string>>> {
  const places: Record<string, Buffer | string> = { logs: server.logs() }
  for (const [index, client] of clients.entries()) places[`frames ${index}`] = framesOf(client)
  for (const format of formats) places[format] = await exportOf(server, fay, format)
  for (const path of [
    '/metrics',
    '/readyz',
    `/api/boards/${board.id}`,
    `/api/boards/${board.id}/checkpoints`,
  ])
    places[path] = JSON.stringify((await server.ask('GET', path, undefined, fay.session.session)).body)
  const { pages } = await server.store.replayOf(board.id)
  const replay = await Promise.all(pages.map(({ id }) => server.store.readReplay(board.id, id)))
  places['replay'] = Buffer.concat(replay.map((page) => gunzipSync(page ?? '')))
  const stored = await server.store.load(board.id)
  places['log of the board'] = Buffer.concat([...(stored?.updates ?? [])])
  places['owners'] = JSON.stringify(stored?.owners)
  return places
}

test('no byte that others receive holds a draft, its id or a desk’s Yjs client, before or after the reveal', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  const dan = await joinBoard(server, board, { name: 'Dan', keepsFrames: true })
  const watching = [
    fay.client,
    eve.client,
    dan.client,
    await joinDesk(server, board, fay.session, { keepsFrames: true }),
    await joinDesk(server, board, dan.session, { keepsFrames: true }),
  ]
  await setWriting(fay, WritingMode.private)

  const authors = await Promise.all(['Ada', 'Bo'].map((name) => joinBoard(server, board, { name })))
  const hidden: (string | Buffer)[] = []
  const shown: string[] = []
  for (const [index, { session, client }] of authors.entries()) {
    const desk = await joinDesk(server, board, session)
    expect(desk.doc.clientID).not.toBe(client.doc.clientID)
    // So long in bytes that it stands in no picture or font by chance.
    desk.doc.clientID = (desk.doc.clientID | (2 ** 31)) >>> 0
    const [unsigned = '', held = '', gone = ''] = await writeDrafts(desk, [
      `plantedfirst${index}`,
      `plantedheld${index}`,
      `planteddeleted${index}`,
    ])
    writeNote(desk.doc, unsigned, `plantedunsigned${index}`)
    holdDrafts(desk.doc, [held], true)
    removeNotes(desk.doc, [gone])
    const [signed = ''] = await writeDrafts(desk, [`plantedsigned${index}`], {
      author: session.participant.id,
    })
    await desk.allSaved()
    hidden.push(unsigned, held, gone, signed, varUint(desk.doc.clientID))
    hidden.push(`plantedfirst${index}`, `plantedheld${index}`, `planteddeleted${index}`)
    shown.push(`plantedunsigned${index}`, `plantedsigned${index}`)
  }
  // Dan has written nothing: "2 of 3" would say so.
  await fay.client.until(() => readWriting(fay.client.doc).of === 3)
  expect(readWriting(fay.client.doc).wrote).toBeNull()
  const before = await everythingElse(server, board, fay, watching, ['json'])
  for (const [place, bytes] of Object.entries(before))
    expect([place, found(bytes, [...hidden, ...shown])]).toEqual([place, []])

  expect(await reveal(fay)).toBe(4)
  for (const { client } of [fay, eve, dan]) await client.until(() => notesOf(client.doc).length === 4)
  const late = await joinBoard(server, board, { keepsFrames: true })
  const after = await everythingElse(server, board, fay, [...watching, late.client], exportFormats)
  for (const [place, bytes] of Object.entries(after))
    expect([place, found(bytes, hidden)]).toEqual([place, []])
  for (const place of ['csv', 'markdown', 'json', 'replay', 'frames 0', 'frames 1', 'frames 2'])
    expect([place, found(after[place] ?? '', shown)]).toEqual([place, shown])
  for (const format of exportFormats)
    expect([
      format,
      found(
        after[format] ?? '',
        authors.map(({ session }) => session.participant.id),
      ),
    ]).toEqual([format, []])
  expect(server.logs()).not.toContain('planted')
})

test('nothing about an unsigned note says whose it is: one writer, one moment, order and stacking of the shuffle', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const authors = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  for (const { session } of authors) {
    const desk = await joinDesk(server, board, session)
    await writeDrafts(
      desk,
      Array.from({ length: 6 }, (_, index) => `${session.participant.name} ${index}`),
      { x: 77, y: 88, z: 99 },
    )
  }
  expect(await reveal(fay)).toBe(18)
  const doc = new Y.Doc()
  for (const update of (await server.store.load(board.id))?.updates ?? []) Y.applyUpdate(doc, update)
  const notes = notesOf(doc)
  expect(new Set(notes.map(({ author, created }) => `${author} ${created}`)).size).toBe(1)
  expect(notes[0]?.author).toBeNull()
  const people = [fay, ...authors].map(({ session }) => session.participant.id)
  const facts = JSON.stringify(notesRoot(doc).toJSON()) + JSON.stringify(doc.getMap('meta').toJSON())
  expect(people.filter((id) => facts.includes(id))).toEqual([])
  for (const root of ['notes', 'place', 'text']) {
    const clients = [...doc.getMap(root)._map.values()].map(({ id }) => id.client)
    expect([root, ...new Set(clients)]).toEqual([root, serverClient])
  }
  // Written one after the other: by place, by stacking and by the clocks of the document it is the same order.
  const clockOf = (id: string): number => notesRoot(doc)._map.get(id)?.id.clock ?? 0
  const orders = [
    notes.toSorted((a, b) => a.y - b.y || a.x - b.x),
    notes.toSorted((a, b) => a.z - b.z),
    notes.toSorted((a, b) => clockOf(a.id) - clockOf(b.id)),
  ].map((order) => order.map(({ id }) => id))
  expect(orders[1]).toEqual(orders[0])
  expect(orders[2]).toEqual(orders[0])
})

test('after the reveal, the stored desks hold no word of the revealed drafts', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await server.join(board)
  const desk = await joinDesk(server, board, ada)
  const [id = ''] = await writeDrafts(desk, ['planted'])
  writeNote(desk.doc, id, 'planted and grown')
  await desk.allSaved()
  await reveal(fay)
  await desk.until(() => draftsOf(desk.doc).length === 0)
  const { updates } = await server.store.loadDrafts(board.id, ada.participant.id)
  expect(updates).toHaveLength(1)
  expect(found(Buffer.concat([...updates]), ['planted'])).toEqual([])
})
