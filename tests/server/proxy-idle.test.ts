import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { notesOf } from '#shared/board/note.ts'
import { proxyNames } from '#tests/runner/proxies.js'
import { startProxy } from '#tests/support/proxies.ts'
import { clientOf, startServer } from '#tests/support/server.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

/** Longer than a proxy waits by itself, which is a minute. */
const idleMs = 75_000

test(
  'a board on which nobody does anything for 75 seconds stays open behind every proxy',
  { timeout: timeLimit(150_000) },
  async () => {
    const server = await startServer({ config: { trustProxy: '127.0.0.1' } })
    const board = await server.createBoard()
    const visits = await Promise.all(
      proxyNames.map(async (name) => {
        const { client } = await joinBoard(clientOf((await startProxy(name, server)).url), board)
        return { name, client, pings: pingsOf(client.socket) }
      }),
    )
    // The server itself asks whether they are there, twice a minute.
    await Promise.all(visits.map(({ pings }) => pings))
    await addProposals(await joinBoard(server, board), 1)
    for (const { name, client } of visits) {
      await client.until(() => notesOf(client.doc).length === 1)
      expect([name, client.socket.readyState]).toEqual([name, client.socket.OPEN])
    }
  },
)

/** Settles with the first ping that comes after the silence. Rejects when the socket closes before. */
function pingsOf(socket: WebSocket): Promise<void> {
  const since = performance.now()
  return new Promise((resolve, reject) => {
    socket.on('ping', () => performance.now() - since >= idleMs && resolve())
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)))
  })
}
