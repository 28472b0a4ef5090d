import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { limits } from '#server/relay/limits.ts'
import { CloseCode, subprotocol } from '#shared/wire/message.ts'
import { floodOfPings, hostileFrames, noisyMessages } from '#tests/corpus/hostile-frames.ts'
import { strangeNames } from '#tests/corpus/strange-names.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { openRawSocket, openTcp, type RawSocket } from '#tests/support/raw-socket.ts'
import { startServer } from '#tests/support/server.ts'
import { openAttackedBoard, type AttackedBoard } from '#tests/support/attacked-board.ts'
import { connectClient } from '#tests/support/socket-client.ts'

async function rawAttacker({ relay, board }: AttackedBoard): Promise<RawSocket> {
  const token = await board.token()
  return openRawSocket({
    url: relay.url,
    path: `/ws/${board.id}`,
    protocols: `${subprotocol}, ${token}`,
    headers: ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'],
  })
}

test('random and truncated frames end their own connection alone, with 4400', async () => {
  const attacked = await openAttackedBoard()
  const seed = testSeed()
  for (const bytes of noisyMessages(seededRandom(seed))) {
    const mal = await attacked.attacker()
    mal.send(bytes)
    mal.socket.ping()
    const outcome = await Promise.race([
      mal.closed.then(({ code }) => code),
      new Promise<number>((resolve) => mal.socket.once('pong', () => resolve(0))),
    ])
    expect([0, CloseCode.malformed], `SEED=${seed} ${String(bytes)}`).toContain(outcome)
    mal.socket.terminate()
  }
  await attacked.expectUnaffected()
})

test('a text frame is no message', async () => {
  const attacked = await openAttackedBoard()
  const mal = await attacked.attacker()
  mal.socket.send('{"kind":"board.rename"}')
  expect((await mal.closed).code).toBe(CloseCode.malformed)
  await attacked.expectUnaffected()
})

test.each(hostileFrames)(
  '$name ends its connection and is told so by code $code',
  async ({ code, frames }) => {
    const attacked = await openAttackedBoard()
    const raw = await rawAttacker(attacked)
    expect(raw.status).toContain('101')
    expect(raw.headers).not.toContain('permessage-deflate')
    frames().forEach(raw.frame)
    expect(await raw.ended).toBe(code)
    await attacked.expectUnaffected()
  },
)

test('pings that flood, their answers never read, are cut off with 4529', async () => {
  const attacked = await openAttackedBoard()
  const raw = await rawAttacker(attacked)
  floodOfPings().forEach(raw.frame)
  expect(await raw.ended).toBe(CloseCode.tooFast)
  await attacked.expectUnaffected()
})

test('a session may connect a number of times and no more, and others are not affected', async () => {
  const attacked = await openAttackedBoard()
  const { relay, board } = attacked
  const token = await board.token()
  const clients = Array.from({ length: 200 }, () =>
    connectClient({ url: relay.url, board: board.id, token, doc: null }),
  )
  onTestFinished(() => clients.forEach(({ socket }) => socket.terminate()))
  const outcomes = await Promise.all(
    clients.map(async (client) =>
      Promise.race([
        client.until(() => client.isSynced()).then(() => 0),
        client.closed.then(({ code }) => code),
      ]).catch(async () => (await client.closed).code),
    ),
  )
  expect(outcomes.filter((code) => code === 0)).toHaveLength(limits.personConnections)
  expect(new Set(outcomes)).toEqual(new Set([0, CloseCode.tooFast]))
  await attacked.expectUnaffected()
  // One window less, and another may be opened.
  const open = clients.filter((_, index) => outcomes[index] === 0)
  await open[0]?.close()
  await expect.poll(() => relay.rooms.stats().connections).toBeLessThan(limits.personConnections + 2)
  await board.join({ token })
})

test('many connections of a session share one budget, and coming back does not renew it', async () => {
  // However long it takes, nothing of the budget has come back.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const attacked = await openAttackedBoard()
  const token = await attacked.board.token()
  const windows = await Promise.all(Array.from({ length: 5 }, () => attacked.board.join({ token })))
  for (const client of windows) {
    for (let n = 0; n < limits.updateBurst / 4; n += 1) client.sendUpdate(Uint8Array.of(0, 0))
  }
  const first = await Promise.race(windows.map(({ closed }) => closed))
  expect(first.code).toBe(CloseCode.tooFast)
  const back = connectClient({ url: attacked.relay.url, board: attacked.board.id, token })
  back.socket.once('open', () => {
    for (let n = 0; n < limits.updateBurst / 2; n += 1) back.sendUpdate(Uint8Array.of(0, 0))
  })
  expect((await back.closed).code).toBe(CloseCode.tooFast)
  await attacked.expectUnaffected()
})

test('a peer that is silently gone is closed when it answers no ping', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const attacked = await openAttackedBoard()
  const raw = await rawAttacker(attacked)
  await expect.poll(() => attacked.relay.rooms.stats().connections).toBe(3)
  // The answers of others must arrive between the sweeps.
  for (let sweep = 0; sweep < 2 * limits.sweepsPerPing + 1; sweep += 1) {
    vi.advanceTimersByTime(limits.sweepMs)
    for (const { socket } of [attacked.ada, attacked.bo]) {
      socket.ping()
      await new Promise((resolve) => socket.once('pong', resolve))
    }
  }
  expect(await raw.ended).toBeUndefined()
  await attacked.expectUnaffected()
})

test('requests for boards that do not exist open no board', async () => {
  const attacked = await openAttackedBoard()
  const { relay, board } = attacked
  const token = await board.token()
  const codes = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const client = connectClient({ url: relay.url, board: `invented-${index}`, token, doc: null })
      return (await client.closed).code
    }),
  )
  expect(new Set(codes)).toEqual(new Set([CloseCode.boardGone]))
  expect(relay.rooms.stats()).toMatchObject({ boards: 1, connections: 2 })
  await attacked.expectUnaffected()
})

test('strange board names and secrets in the address open nothing', async () => {
  const server = await startServer()
  const created = await server.createBoard()
  const { session } = await server.join(created)
  const url = server.url.replace('http', 'ws')
  for (const name of strangeNames(created.id, session)) {
    const raw = await openRawSocket({ url, path: `/ws/${name}`, protocols: `${subprotocol}, ${session}` })
    const code = await raw.ended
    // Some lead to the route of pages, which speaks to no websocket and gives no code.
    if (raw.status.includes('101')) expect([CloseCode.boardGone, 1005], name).toContain(code)
    else expect(raw.status, name).toMatch(/^HTTP\/1\.1 4\d\d|^$/)
  }
  for (const query of [`?session=${session}`, `?token=${session}&protocol=${subprotocol}`]) {
    const raw = await openRawSocket({ url, path: `/ws/${created.id}${query}` })
    expect(await raw.ended).toBe(CloseCode.unauthorised)
  }
  expect(server.rooms.stats()).toMatchObject({ boards: 0, connections: 0 })
  expect(server.logs()).not.toContain(session)
  expect(server.logs()).not.toContain('"level":50')
})

test('a handshake that dawdles is ended by the server', async () => {
  const server = await startServer()
  // As short as the test can wait; the server looks every few seconds.
  server.app.server.headersTimeout = 200
  const [silent, slow] = [await openTcp(server.url), await openTcp(server.url)]
  slow.write('GET /ws/board HTTP/1.1\r\nHost: x\r\nUpgrade: web')
  const ended = [silent, slow].map(async (tcp) => {
    tcp.resume()
    return new Promise((resolve) => tcp.once('close', resolve))
  })
  await Promise.all(ended)
  expect((await server.ask('GET', '/healthz')).status).toBe(200)
})

test('300 people behind one address are all in', async () => {
  const server = await startServer()
  const created = await server.createBoard()
  const url = server.url.replace('http', 'ws')
  const people = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const { session } = await server.join(created)
      const client = connectClient({ url, board: created.id, token: session, doc: null })
      onTestFinished(() => client.socket.terminate())
      await client.until(() => client.isSynced())
      return client
    }),
  )
  expect(people.filter(({ socket }) => socket.readyState === WebSocket.OPEN)).toHaveLength(300)
  expect(server.rooms.stats().connections).toBe(300)
})
