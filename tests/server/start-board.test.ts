import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { addNote, notesOf } from '#shared/board/note.ts'
import { CloseCode, subprotocol } from '#shared/wire/message.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'

test('the stock y-websocket client writes a board that survives a restart', async () => {
  const first = await startServer()
  const board = await first.createBoard({ title: 'Why' })
  const joined = await first.join(board)
  const { doc } = await connectStock(first, joined)
  expect(doc.getMap('meta').toJSON()).toEqual({ schema: 1, title: 'Why', language: 'en' })
  addNote(doc, { x: 1, y: 2, author: joined.participant.id, created: 1, text: 'Because' })
  await expect.poll(() => textsOn(first, board.id)).toEqual(['Because'])
  await first.close()
  const second = await startServer({ dataDir: first.dataDir })
  const again = await connectStock(second, await second.join(board, 'viewer'))
  expect(notesOf(again.doc).map((note) => note.text)).toEqual(['Because'])
})

test('revoking a link cuts the sockets that came by it, not the caller’s', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const sessions = {
    caller: await server.join(board, 'facilitator'),
    colleague: await server.join(board, 'facilitator'),
    participant: await server.join(board),
  }
  const caller = await connect(server, sessions.caller)
  const colleague = await connect(server, sessions.colleague)
  const participant = await connect(server, sessions.participant)
  const path = `/api/boards/${board.id}/links/facilitator`
  const cut = once(colleague, 'close')
  expect((await server.ask('DELETE', path, undefined, sessions.caller.session)).status).toBe(204)
  expect((await cut)[0]).toBe(CloseCode.unauthorised)
  expect([caller.readyState, participant.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])
  const back = await connect(server, sessions.colleague)
  expect((await once(back, 'close'))[0]).toBe(CloseCode.unauthorised)
})

test('a session’s secret is never in the log, also not when its socket is refused', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const joined = await server.join(board)
  await connect(server, joined)
  const refused = await connect(server, { ...joined, board: other.id })
  await once(refused, 'close')
  expect(server.logs()).not.toContain(joined.session)
})

test('SIGTERM tells clients when to come back, and ends with 0 although they are connected', async () => {
  const server = await spawnServer()
  const board = await server.createBoard()
  // The server's first question: the board is open.
  const socket = await connect(server, await server.join(board), 'message')
  const closed = once(socket, 'close')
  expect(await server.end('SIGTERM')).toBe(0)
  const [code, reason] = await closed
  expect(code).toBe(CloseCode.restart)
  expect(Number(String(reason))).toBeGreaterThan(0)
})

async function textsOn(
  server: Awaited<ReturnType<typeof startServer>>,
  board: string,
): Promise<readonly string[]> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await server.rooms.snapshot(board))
  return notesOf(doc).map((note) => note.text)
}

async function connectStock(
  server: ServerClient,
  { board, session }: CreatedSession,
): Promise<{ doc: Y.Doc }> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(wsUrl(server), board, doc, {
    // The ws package has all that the provider uses of a browser's socket.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: [subprotocol, session],
    disableBc: true,
  })
  onTestFinished(() => provider.destroy())
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced: boolean) => isSynced && resolve())
  })
  return { doc }
}

async function connect(
  server: ServerClient,
  { board, session }: CreatedSession,
  until: 'open' | 'message' = 'open',
): Promise<WebSocket> {
  const socket = new WebSocket(`${wsUrl(server)}/${board}`, [subprotocol, session])
  onTestFinished(() => socket.terminate())
  await once(socket, until)
  return socket
}

function wsUrl(server: ServerClient): string {
  return `${server.url.replace('http', 'ws')}/ws`
}
