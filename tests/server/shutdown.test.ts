import { expect, onTestFinished, test } from 'vitest'
import { CloseCode } from '#shared/wire/message.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { connectClient } from '#tests/support/socket-client.ts'

test('whoever is in, or still joining, when the server closes is told when to come back, each another time', async () => {
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
