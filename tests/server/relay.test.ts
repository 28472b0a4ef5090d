import { WebsocketProvider } from 'y-websocket'
import { WebSocket } from 'ws'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { addNote, notesOf } from '#shared/board/note.ts'
import { readMeta } from '#shared/board/document.ts'
import { CloseCode, MessageType, subprotocol, encodeJson } from '#shared/wire/message.ts'
import { hashSecret } from '#server/access/secret.ts'
import { Role } from '#shared/workshop/role.ts'
import { startRelay, type RelayServer, type TestBoard } from '#tests/support/relay-server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { until } from '#tests/support/until.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

test('a note reaches everybody, also people who join later', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  const bo = await board.join()

  addNote(ada.doc, { ...plain, text: 'why us?' })

  await bo.until(() => notesOf(bo.doc).length === 1)
  const late = await board.join()
  expect(notesOf(late.doc)).toEqual(notesOf(ada.doc))
})

test('saved counts the updates of this connection that are on disk', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const ada = await board.join()
  for (let n = 0; n < 5; n += 1) addNote(ada.doc, { ...plain, text: String(n) })

  await ada.allSaved()

  const stored = await relay.store.load(board.id)
  const doc = new Y.Doc()
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
  expect(notesOf(doc)).toEqual(notesOf(ada.doc))
  expect(ada.saved()).toBe(ada.sent())
})

test('a client that returns with offline edits may go on editing before the server asks for them', async () => {
  const { url, newBoard } = await startRelay()
  const board = await newBoard()
  const doc = new Y.Doc()
  addNote(doc, { ...plain, text: 'offline' })
  const ada = connectClient({ url, board: board.id, token: await board.token(), doc })
  ada.socket.once('open', () => addNote(doc, { ...plain, text: 'at once' }))
  await ada.until(() => ada.isSynced())
  await ada.allSaved()
  const bo = await board.join()
  expect([ada.refusals, notesOf(bo.doc).length]).toEqual([[], 2])
  await ada.close()
})

test('the stock y-websocket client can join and edit with a session', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const ours = await board.join()
  const stock = await stockClient(relay, board, Role.participant)

  addNote(stock.doc, { ...plain, text: 'from the stock client' })
  await ours.until(() => notesOf(ours.doc).length === 1)
  addNote(ours.doc, { ...plain, text: 'from ours' })

  await until(() => notesOf(stock.doc).length === 2)
  expect(notesOf(stock.doc)).toEqual(notesOf(ours.doc))
})

test('the stock client with a viewer session cannot change the board and is told by 4403', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const ours = await board.join()
  const stock = await stockClient(relay, board, Role.viewer)
  const closed = new Promise<number>((resolve) => {
    stock.provider.on('connection-close', (event) => resolve(event?.code ?? 0))
  })

  addNote(stock.doc, { ...plain, text: 'sneaky' })

  expect(await closed).toBe(CloseCode.forbidden)
  const late = await board.join()
  expect([notesOf(ours.doc), notesOf(late.doc)]).toEqual([[], []])
})

test.each([
  ['place', [0, 0, 1, null], 'place[3]'],
  ['place', [0, 0, '1', 0], 'place[2]'],
  ['place', { x: 0, y: 0 }, 'place'],
  ['notes', { kind: 'idea', author: null, tint: 7, created: 1 }, 'notes.tint'],
  ['notes', { kind: 'idea', author: null, tint: 'sun' }, 'notes.created'],
  ['notes', { kind: 'idea', author: null, tint: 'sun', created: 1, from: 'a' }, 'notes.from'],
  ['text', 'no Y.Text', 'text'],
  ['agenda', {}, 'agenda'],
])('a refusal names the field that is wrong in the root %s (%j)', async (root, value, field) => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const [ours, stock] = [await board.join(), await stockClient(relay, board, Role.participant)]
  const closed = new Promise<string>((resolve) => {
    stock.provider.on('connection-close', (event) => resolve(`${event?.code} ${event?.reason}`))
  })
  for (const { doc } of [ours, stock]) doc.getMap(root).set('a', value)
  expect(await closed).toMatch(`4403 ${field}: `)
  await ours.until(() => ours.refusals.length > 0)
  expect(ours.refusals[0]).toMatchObject({ field })
})

test('our client of a viewer is told that its edit was refused and stays connected', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const viewer = await board.join({ role: Role.viewer })
  addNote(viewer.doc, { ...plain, text: 'sneaky' })

  await viewer.until(() => viewer.refusals.length > 0)

  expect(viewer.refusals[0]?.code).toBe('read_only')
  expect(viewer.socket.readyState).toBe(WebSocket.OPEN)
  const ada = await board.join()
  expect(notesOf(ada.doc)).toEqual([])
})

test('a stranger and a session of another board are closed with 4401', async () => {
  const { url, newBoard } = await startRelay()
  const [one, other] = [await newBoard(), await newBoard()]
  const stranger = connectClient({ url, board: one.id, token: 'made-up' })
  const foreigner = connectClient({ url, board: one.id, token: await other.token() })
  expect([(await stranger.closed).code, (await foreigner.closed).code]).toEqual([
    CloseCode.unauthorised,
    CloseCode.unauthorised,
  ])
})

test('the secret is not echoed: the server selects board.v1 alone', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  expect(ada.socket.protocol).toBe(subprotocol)
})

test('a page of another site cannot connect, one of this host or a configured one can', async () => {
  const { url, newBoard } = await startRelay({ origins: ['https://board.example'] })
  const board = await newBoard()
  const token = await board.token()
  const opened = async (origin: string): Promise<number> => {
    const socket = new WebSocket(`${url}/ws/${board.id}`, [subprotocol, token], { origin })
    onTestFinished(() => socket.terminate())
    return new Promise((resolve) => {
      socket.on('message', () => resolve(0))
      socket.on('close', resolve)
    })
  }
  expect(await opened('https://evil.example')).toBe(CloseCode.forbidden)
  expect(await opened('https://board.example')).toBe(0)
  expect(await opened(url.replace('ws', 'http'))).toBe(0)
})

test('bytes that are no message close the connection with 4400 and a reason', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  for (const bytes of [[], [0], [0, 2, 200], [0, 9], [64, 3, 110], [70, 2]]) {
    const client = await board.join()
    client.send(Uint8Array.from(bytes))
    expect((await client.closed).code).toBe(CloseCode.malformed)
    expect(client.refusals.map(({ code }) => code)).toEqual(['malformed'])
  }
})

test('a message number of a newer version is ignored', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  ada.send(Uint8Array.of(99, 1, 2, 3))
  addNote(ada.doc, plain)
  await ada.allSaved()
  expect(ada.refusals).toEqual([])
})

test('a command that is unknown or too much is answered under its key and does nothing', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join({ role: Role.facilitator })
  ada.send(encodeJson(MessageType.command, { key: 'newer-version', command: { kind: 'board.explode' } }))
  ada.send(encodeJson(MessageType.command, { command: { kind: 'board.rename', title: 'x' } }))
  await ada.until(() => ada.replies.length + ada.refusals.length === 2)
  expect(ada.replies).toMatchObject([{ key: 'newer-version', ok: false, code: 'unknown_command' }])
  expect(ada.refusals).toMatchObject([{ code: 'unknown_command' }])
  expect(await ada.command({ kind: 'board.rename', title: 'x'.repeat(1_000) })).toMatchObject({ ok: false })
  expect(readMeta(ada.doc).title).toBe('Purpose')
})

test('one update may have 64 kB; more is refused with its size as the reason', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  ada.sendUpdate(new Uint8Array(65_537))
  await ada.until(() => ada.refusals.length === 1)
  expect(ada.refusals[0]?.code).toBe('too_large')
})

test('a page of another version is asked to load again', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join({ saysHello: false })
  ada.send(Uint8Array.of(64, 13, ...Buffer.from('{"version":0}')))
  expect((await ada.closed).code).toBe(CloseCode.malformed)
  expect(ada.refusals[0]?.code).toBe('old_client')
})

test('a client that floods is closed with 4529, and its acknowledged updates stay', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const flood = await board.join()
  for (let n = 0; n < 2_000; n += 1) flood.sendUpdate(Uint8Array.of(0, 0))
  expect((await flood.closed).code).toBe(CloseCode.tooFast)
})

test('a session that has ended is cut off with 4401, others stay', async () => {
  const { rooms, newBoard } = await startRelay()
  const board = await newBoard()
  const token = await board.token()
  const ada = await board.join({ token })
  const bo = await board.join()
  await ada.until(() => ada.hello() !== undefined)

  rooms.endSessions(board.id, [{ hash: hashSecret(token), participant: ada.hello()?.me.id ?? '' }])

  expect((await ada.closed).code).toBe(CloseCode.unauthorised)
  expect(bo.socket.readyState).toBe(WebSocket.OPEN)
})

test('renaming the board reaches the document and the store; only a facilitator may', async () => {
  const { store, newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join({ role: Role.facilitator })
  const bo = await board.join()

  expect(await bo.command({ kind: 'board.rename', title: 'Mine' })).toMatchObject({
    ok: false,
    code: 'forbidden',
  })
  expect(await ada.command({ kind: 'board.rename', title: 'Ours' })).toMatchObject({ ok: true })
  expect(await ada.command({ kind: 'board.language', language: 'fr' })).toMatchObject({ ok: true })

  await bo.until(() => readMeta(bo.doc).language === 'fr')
  expect(readMeta(bo.doc)).toMatchObject({ title: 'Ours', language: 'fr' })
  expect(await store.findBoard(board.id)).toMatchObject({ title: 'Ours', language: 'fr' })
})

test('everybody is told where the facilitator asks them to look', async () => {
  const { newBoard } = await startRelay()
  const board = await newBoard()
  const [ada, bo] = [await board.join({ role: Role.facilitator }), await board.join()]
  await bo.until(() => bo.hello() !== undefined)
  await ada.command({ kind: 'board.gather', x: 1, y: 2, width: 300, height: 400 })
  await bo.until(() => bo.gatherings.length === 1)
  expect(bo.gatherings).toEqual([{ from: ada.hello()?.me.id, x: 1, y: 2, width: 300, height: 400 }])
})

test('closing the server tells every client a time to come back and loses nothing', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const ada = await board.join()
  const written = Y.encodeStateVector(ada.doc)
  addNote(ada.doc, { ...plain, text: 'just before' })
  await ada.allSaved()
  const closing = relay.close()
  const { code, reason } = await ada.closed
  await closing
  expect(code).toBe(CloseCode.restart)
  expect(Number(reason)).toBeGreaterThan(0)
  expect(written).not.toEqual(Y.encodeStateVector(ada.doc))
})

interface Stock {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
}

async function stockClient(relay: RelayServer, board: TestBoard, role: Role): Promise<Stock> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${relay.url}/ws`, board.id, doc, {
    protocols: [subprotocol, await board.token(role)],
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  onTestFinished(() => provider.destroy())
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  return { doc, provider }
}
