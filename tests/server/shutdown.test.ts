import { expect, onTestFinished, test } from 'vitest'
import { CloseCode } from '#shared/wire/message.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { secretOf, startServer } from '#tests/support/server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('people on the board or joining when the server closes are told when to return, each at another time', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const tokens = await Promise.all(Array.from({ length: 120 }, () => board.token()))
  const clients = tokens.map((token) => connectClient({ url: relay.url, board: board.id, token, doc: null }))
  onTestFinished(() => clients.forEach(({ socket }) => socket.terminate()))
  const opened = new Set(clients.filter(({ socket }) => socket.readyState === socket.OPEN))
  for (const client of clients) client.socket.once('open', () => opened.add(client))
  // Some are in by now, some are being looked up, some have not been answered.
  await clients[20]?.until(() => clients[20]?.isSynced() ?? false)

  const closing = relay.close()
  const ends = await Promise.all(clients.map(async (client) => ({ client, ...(await client.closed) })))
  await closing

  const told = ends.filter(({ client }) => opened.has(client))
  expect(told.length).toBeGreaterThan(20)
  expect(new Set(told.map(({ code }) => code))).toEqual(new Set([CloseCode.restart]))
  const waits = told.map(({ reason }) => Number(reason))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(500)
  expect(new Set(waits).size).toBeGreaterThan(told.length / 2)
})

test('500 people whose server goes away are told so, and all are back with everything when it comes again', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const secret = secretOf(board.links.participant)
  const tokens = await Promise.all(
    Array.from({ length: 500 }, async () => {
      const admission = await server.access.exchange({ board: board.id, secret }, { name: '', colour: null })
      if (!admission) throw new Error('the link of a new board works')
      return admission.secret
    }),
  )
  const everybody = async (url: string): Promise<readonly SocketClient[]> => {
    const clients = tokens.map((token) =>
      connectClient({ url: url.replace('http', 'ws'), board: board.id, token, doc: null }),
    )
    onTestFinished(() => clients.forEach(({ socket }) => socket.terminate()))
    await Promise.all(clients.map(async (client) => client.until(() => client.isSynced())))
    return clients
  }
  const before = await everybody(server.url)
  const scribe = await joinBoard(server, board)
  addNote(scribe.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'saved before the end' })
  await scribe.client.allSaved()
  const [ends] = await Promise.all([Promise.all(before.map(async ({ closed }) => closed)), server.close()])
  expect(new Set(ends.map(({ code }) => code))).toEqual(new Set([CloseCode.restart]))

  const again = await startServer({ dataDir: server.dataDir })
  // At once, as no client of ours would.
  const after = await everybody(again.url)
  expect(again.rooms.stats().connections).toBe(after.length)
  const late = await joinBoard(again, board, { role: Role.viewer })
  expect(notesOf(late.client.doc).map(({ text }) => text)).toEqual(['saved before the end'])
})
