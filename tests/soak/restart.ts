import { setTimeout as delay } from 'node:timers/promises'
import { figure } from '#tests/support/figures.ts'
import { seedBoard } from '#tests/bench/relay/seed.ts'
import { boussole } from '#tests/bench/relay/dialect.ts'
import { joinAs } from '#tests/bench/relay/load-person.ts'
import { waitMs } from '#client/model/basics/backoff.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { newTempFolder, startStandaloneServer } from '#tests/support/standalone-server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'
import { seatsAt } from './join-seats.ts'

const people = 500
const notes = 2_000
/** Longer than this nobody should have to wait because all come back at once: the promise. CPU time, ms. */
const longestTurnMs = 1_000

/**
 * SIGTERM under 500 people; they come back when they are told to, as our client does. False when one was not told, and when
 * taking them in kept the server busy for too long at once.
 */
export async function restart(): Promise<boolean> {
  const folder = await newTempFolder()
  let server = await startStandaloneServer(folder.path)
  try {
    const board = await server.createBoard()
    const { port } = server.process
    const [seat, ...seats] = await seatsAt(server, board, people + 1)
    if (!seat) throw new Error('one seat more than people was asked for')
    const scribe = await joinAs(seat, boussole, false)
    await seedBoard(scribe, boussole, notes)
    scribe.socket.close()
    const tokens = seats.map(({ protocols }) => protocols[1] ?? '')

    const connect = (token: string): SocketClient =>
      connectClient({ url: server.url, board: board.id, token, doc: null })
    const before: SocketClient[] = []
    for (const token of tokens) {
      const client = connect(token)
      before.push(client)
      if (before.length % 50 === 0) await client.until(() => client.isSynced())
    }
    await Promise.all(before.map((client) => client.until(() => client.isSynced())))
    const stoppedAt = performance.now()
    const ended = server.process.stop('SIGTERM')
    const told = await Promise.all(before.map(({ closed }) => closed))
    await ended
    const isTold = told.every(({ code, reason }) => code === CloseCode.restart && Number(reason) > 0)
    console.log(
      `${people} people; all told to come back: ${String(isTold)}; the old process ended after ${figure(performance.now() - stoppedAt)} ms`,
    )

    server = await startStandaloneServer(folder.path, port)
    await server.process.loop()
    const startedAt = performance.now()
    await Promise.all(
      tokens.map(async (token, index) => {
        await delay(Number(told[index]?.reason) + waitMs(1, Math.random))
        const client = connect(token)
        await client.until(() => client.isSynced())
      }),
    )
    const { p99, max, held } = await server.process.loop()
    console.log(
      `All back on a board of ${notes} notes within ${figure(performance.now() - startedAt)} ms; event loop p99 ${figure(p99)} ms, at most ${figure(max)} ms, of which at work ${figure(held)} ms (to reach: at most ${longestTurnMs})`,
    )
    return isTold && held <= longestTurnMs
  } finally {
    await server.process.stop('SIGKILL')
    await folder.remove()
  }
}
