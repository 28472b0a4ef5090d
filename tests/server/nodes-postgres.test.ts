import { once } from 'node:events'
import { createServer, request as askByHand, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { DeadlineClock } from '#server/deadlines/clock.ts'
import { openStore } from '#server/open-store.ts'
import type { NodeNews } from '#server/contracts/nodes.ts'
import type { Store } from '#server/contracts/store.ts'
import { hostCommand } from '#tests/support/host-command.ts'
import { freePort } from '#tests/support/metered-server.ts'
import {
  openBeside,
  personAt,
  startComposeProxy,
  startHaproxy,
  startNodes,
  textsOf,
  write,
} from '#tests/support/nodes.ts'
import { besideStore, postgresFor } from '#tests/support/postgres.ts'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'
import { secretOf, type SpawnedServer } from '#tests/support/server.ts'
import { newStoreFolder, storeNewBoard } from '#tests/support/sqlite-fixtures.ts'

const update = new Uint8Array([0, 0])

async function figure(server: SpawnedServer, name: string): Promise<number> {
  const { body } = await server.ask('GET', '/metrics')
  return Number(new RegExp(`^boussole_node_${name} (\\d+)$`, 'mu').exec(String(body))?.[1])
}

/** From now on no lease ends by itself, even when the disk stands still for longer than one lasts. */
async function keepLeases(postgres: PostgresSettings): Promise<void> {
  await besideStore(
    postgres,
    `CREATE FUNCTION {}.keep() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN NEW.until = NEW.until + interval '1 h'; RETURN NEW; END $$;
     CREATE TRIGGER keep BEFORE UPDATE ON {}.node FOR EACH ROW EXECUTE FUNCTION {}.keep();
     UPDATE {}.node SET until = until`,
  )
  onTestFinished(() => besideStore(postgres, 'DROP FUNCTION {}.keep CASCADE'))
}

/** A websocket whose client closes nothing, after the server's first answer. */
async function upgradeByHand(server: SpawnedServer, path: string, header = ''): Promise<Socket> {
  const { host, hostname, port } = new URL(server.url)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n${header}sec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
  )
  await once(socket, 'data')
  return socket
}

/** Only who writes notices that both halves of a connection are gone. */
async function isCut(socket: Socket): Promise<void> {
  await expect.poll(() => socket.destroyed || void socket.write('?')).toBe(true)
}

test('a board is one board through every server, for people, programs and files', async () => {
  const { servers } = await startNodes(2, { TRUST_PROXY: 'true' })
  const [a, b] = servers as [SpawnedServer, SpawnedServer]
  const board = await a.createBoard()
  const [ada, bo] = [await personAt(a, board), await personAt(b, board)]
  write(ada, 'from Ada')
  write(bo, 'from Bo')
  await Promise.all([ada.client.allSaved(), bo.client.allSaved()])
  for (const person of [ada, bo])
    await person.client.until(() => textsOf(person.client.doc).join() === 'from Ada,from Bo')

  const facilitator = await b.join(board, 'facilitator')
  const path = `/api/boards/${board.id}`
  expect(await b.ask('POST', '/api/invitations', { code: board.joinCode })).toMatchObject({
    status: 200,
    body: { board: board.id },
  })
  const made = await b.ask('POST', `${path}/exports`, { format: 'json' }, facilitator.session)
  expect(made.status).toBe(202)
  const file = `${path}/exports/${(made.body as { id: string }).id}/file`
  const fileStatus = async () => (await b.ask('GET', file, undefined, facilitator.session)).status
  await expect.poll(fileStatus).toBe(200)
  await expect.poll(async () => figure(a, 'boards')).toBe(1)
  expect(await figure(b, 'forwarded_total')).toBeGreaterThan(4)
  expect(await figure(a, 'forwarded_total')).toBe(0)

  // Limits are counted by the address of the client, which the first proxy has said.
  const wrong = (client: string) =>
    b.ask('POST', '/api/sessions', { board: board.id, secret: 'wrong'.repeat(8) }, undefined, {
      'x-forwarded-for': client,
    })
  const statuses = await Promise.all(
    Array.from({ length: 70 }, async () => (await wrong('192.0.2.1')).status),
  )
  expect(statuses).toContain(429)
  expect((await wrong('192.0.2.2')).status).toBe(403)

  const tryCode = async (code: string) =>
    (await b.ask('POST', '/api/invitations', { code }, undefined, { 'x-forwarded-for': '192.0.2.4' })).status
  const wrongCodes = Array.from({ length: 60 }, async () => tryCode('AAAA-AAAA'))
  expect(new Set(await Promise.all(wrongCodes))).toEqual(new Set([403]))
  // A right one that works beyond the limit would say which one is right.
  expect(await tryCode(board.joinCode)).toBe(429)
  const passedOn = await figure(b, 'forwarded_total')
  const encoded = `/api/boards/%${board.id.charCodeAt(0).toString(16)}${board.id.slice(1)}`
  expect((await b.ask('GET', encoded, undefined, facilitator.session)).status).toBe(200)
  expect(await figure(b, 'forwarded_total')).toBe(passedOn + 1)
  expect(await hostCommand(b.dataDir, 'link', board.id)).toEqual({
    code: 1,
    output: `The server ${a.url} has board ${board.id}. Run this command there, with its DATA_DIR.\n`,
  })

  for (const headers of [{ 'x-boussole-hop': 'forged' }, { 'x-boussole-client': '192.0.2.3' }])
    expect((await a.ask('GET', path, undefined, facilitator.session, headers)).status).toBe(403)
  expect((await b.ask('DELETE', path, undefined, facilitator.session)).status).toBe(204)
  expect((await ada.client.closed).code).toBe((await bo.client.closed).code)
})

test('what is sent by hand ends for its sender alone, and a server that ends waits for answers', async () => {
  const { servers, postgres } = await startNodes(2)
  const [a, b] = servers as [SpawnedServer, SpawnedServer]
  const [board, other] = [await a.createBoard(), await a.createBoard()]
  const { session } = await a.join(board, 'facilitator')
  const refused = await upgradeByHand(b, `/ws/${board.id}`, 'x-boussole-hop: forged\r\n')
  await isCut(refused)

  // Its body is no request of its own.
  const path = `/api/boards/${board.id}`
  const chunked = askByHand(`${b.url}${path}`, {
    headers: { authorization: `Bearer ${session}`, 'transfer-encoding': 'chunked' },
  })
  const answered = once(chunked, 'response')
  chunked.end(`GET ${path}/links HTTP/1.1\r\nhost: x\r\n\r\n`)
  const [answer] = (await answered) as [IncomingMessage]
  expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([200, { id: board.id }])

  // The owner refuses it before it has come. The connection takes the next request.
  const tooLarge = async (server: SpawnedServer, length: number) =>
    server.ask('POST', `${path}/exports`, { format: 'x'.repeat(length) }, session)
  for (const answers of [await tooLarge(a, 70_000), await tooLarge(b, 3_000_000), await tooLarge(b, 70_000)])
    expect(answers).toMatchObject({ status: 413, body: { code: 'too_large' } })

  const stays = await upgradeByHand(b, `/ws/${board.id}`)
  const ada = await personAt(b, other)
  expect((await a.ask('DELETE', path, undefined, session)).status).toBe(204)
  await isCut(stays)
  write(ada, 'still there')
  await ada.client.allSaved()

  a.child.kill('SIGSTOP')
  // Long enough on a slow machine.
  await besideStore(postgres, "UPDATE {}.node SET until = until + interval '1 min'")
  const passedOn = await figure(b, 'forwarded_total')
  const late = b.ask('GET', `/api/boards/${other.id}`, undefined, ada.session.session)
  await expect.poll(async () => figure(b, 'forwarded_total')).toBe(passedOn + 1)
  const ended = b.end()
  await ada.client.closed
  a.child.kill('SIGCONT')
  expect([(await late).status, await ended]).toEqual([200, 0])
})

test('a server that is killed loses nothing, and another one has its boards', async () => {
  const { servers } = await startNodes(2)
  const [a, b] = servers as [SpawnedServer, SpawnedServer]
  const board = await a.createBoard()
  const ada = await personAt(b, board)
  write(ada, 'before the kill')
  await ada.client.allSaved()
  await a.end('SIGKILL')
  await ada.client.closed
  const body = { board: board.id, secret: secretOf(board.links.participant), name: 'Ada' }
  await expect.poll(async () => (await b.ask('POST', '/api/sessions', body)).status).toBe(201)
  const again = await personAt(b, board, ada)
  write(again, 'after it')
  await again.client.allSaved()
  const reader = await personAt(b, board)
  expect(textsOf(reader.client.doc)).toEqual(['after it', 'before the kill'])
  await expect.poll(async () => figure(b, 'takeovers_total')).toBe(1)
})

test('behind HAProxy a board is at one server, and moves at once when that is told to end', async () => {
  const { servers } = await startNodes(2, { TRUST_PROXY: '127.0.0.1' })
  const proxied = await startHaproxy(servers)
  const board = await proxied.createBoard()
  const ada = await personAt(proxied, board)
  write(ada, 'kept')
  await ada.client.allSaved()
  const counts = async () => Promise.all(servers.map(async (each) => figure(each, 'boards')))
  await expect.poll(async () => (await counts()).join('')).toMatch(/^(?:01|10)$/u)
  const [owner, other] = (await counts())[0] === 1 ? servers : servers.toReversed()
  expect(await owner?.end()).toBe(0)
  expect((await other?.join(board))?.board).toBe(board.id)
  const reader = await personAt(proxied, board)
  expect(textsOf(reader.client.doc)).toEqual(['kept'])
})

test('the proxy of compose starts before its servers, and finds one that has another address later', async () => {
  const port = await freePort()
  for (const host of ['127.0.0.1', '127.0.0.2']) {
    const server = createServer((_, response) => response.end(host)).listen(port, host)
    onTestFinished(() => server.close().closeAllConnections())
    await once(server, 'listening')
  }
  const names = new Map<string, string>()
  const proxied = await startComposeProxy(port, names)
  const answer = async () =>
    fetch(proxied)
      .then(async (response) => response.text())
      .catch(() => '')
  await expect.poll(answer).toContain('503')
  for (const address of ['127.0.0.1', '127.0.0.2']) {
    names.set('one', address)
    await expect.poll(answer).toBe(address)
  }
})

test('a server that slept while another one took its boards writes nothing, and its people move', async () => {
  const { servers } = await startNodes(2)
  const [a, b] = servers as [SpawnedServer, SpawnedServer]
  const board = await a.createBoard()
  const ada = await personAt(a, board)
  // The answer to the server's first question counts as saved, too.
  await ada.client.allSaved()
  const saved = ada.client.saved()
  a.child.kill('SIGSTOP')
  write(ada, 'sent to a sleeper')
  const body = { board: board.id, secret: secretOf(board.links.participant), name: 'Bo' }
  await expect.poll(async () => (await b.ask('POST', '/api/sessions', body)).status).toBe(201)
  const bo = await personAt(b, board)
  write(bo, 'meanwhile')
  await bo.client.allSaved()
  a.child.kill('SIGCONT')
  await ada.client.closed
  expect(ada.client.saved()).toBe(saved)
  expect(textsOf(bo.client.doc)).toEqual(['meanwhile'])
  const again = await personAt(a, board, ada)
  await again.client.allSaved()
  await bo.client.until(() => textsOf(bo.client.doc).join() === 'meanwhile,sent to a sleeper')
})

test('of two servers that take a board at once, one has it', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const [a, b] = [await openBeside(postgres, 'http://a:1'), await openBeside(postgres, 'http://b:1')]
  await keepLeases(postgres)
  for (let round = 0; round < 50; round += 1) {
    const board = await storeNewBoard(a)
    await besideStore(postgres, `UPDATE {}.head SET token = 'gone' WHERE board = '${board}'`)
    // The former owner finds out when it writes.
    await expect(a.append(board, [update], [])).rejects.toMatchObject({ kind: 'fenced' })
    const owners = await Promise.all([a.ownerOf(board), b.ownerOf(board)])
    expect([`,http://a:1`, 'http://b:1,']).toContain(owners.map((owner) => owner ?? '').join())
    const [owner, other] = owners[0] === null ? [a, b] : [b, a]
    await owner.load(board)
    await owner.append(board, [update], [])
    await expect(other.append(board, [update], [])).rejects.toMatchObject({ kind: 'fenced' })
    await expect(other.load(board)).rejects.toMatchObject({ kind: 'fenced' })
    await expect(other.updateBoard(board, { title: 'stolen' })).rejects.toMatchObject({ kind: 'fenced' })
  }
})

test('while a transaction of the former server is open its boards stay its own, and no other board waits', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const a = await openBeside(postgres, 'http://a:1')
  const board = await storeNewBoard(a)
  await a.close()
  await besideStore(postgres, `INSERT INTO {}.node VALUES ('former', 'http://f:1', now() - interval '1 s')`)
  await besideStore(postgres, `UPDATE {}.head SET token = 'former'`)
  const former = new Client({ connectionString: postgres.url })
  await former.connect()
  onTestFinished(() => former.end())
  const count = async (text: string): Promise<unknown> =>
    (await former.query<{ count: string }>(text.replaceAll('{}', postgres.schema))).rows[0]?.count
  await former.query('BEGIN')
  await former.query(`SELECT 1 FROM ${postgres.schema}.node WHERE token = 'former' FOR SHARE`)
  const b = await openBeside(postgres, 'http://b:1')
  expect(await b.ownerOf(board)).toBe('http://f:1')
  const own = await storeNewBoard(b)
  await b.append(own, [update], [])
  await former.query(
    `INSERT INTO ${postgres.schema}.log (board, data, checksum)
     SELECT board, data, checksum FROM ${postgres.schema}.log WHERE board = $1`,
    [board],
  )
  await former.query('COMMIT')
  expect(await b.ownerOf(board)).toBeNull()
  expect(await count(`SELECT count(*) FROM {}.node WHERE token = 'former'`)).toBe('0')
  expect((await b.load(board))?.updates).toHaveLength(2)
})

test('rows that vanish behind the back of a server are noticed, for that board alone', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const news: NodeNews[] = []
  const store = await openBeside(postgres, 'http://a:1', (one) => news.push(one))
  const [board, other] = [await storeNewBoard(store), await storeNewBoard(store)]
  await store.append(board, [update], [])
  // As after a failover to a replica that lacks the last seconds.
  await besideStore(
    postgres,
    `DELETE FROM {}.log WHERE seq = (SELECT max(seq) FROM {}.log WHERE board = '${board}');
     UPDATE {}.head SET next = next - 1 WHERE board = '${board}'`,
  )
  const appends = [board, other, board].map(async (id) => store.append(id, [update], []))
  expect(await Promise.allSettled(appends)).toMatchObject([
    { reason: { kind: 'fenced' } },
    { status: 'fulfilled' },
    { reason: { kind: 'fenced' } },
  ])
  // A group that failed is tried again, request by request.
  await expect.poll(() => news.at(-1)?.fenced).toBeGreaterThan(0)
  expect(news.at(-1)?.fenced).toBe(1)
  expect((await store.load(board))?.updates).toHaveLength(1)
  await store.append(board, [update], [])
  expect((await store.load(board))?.updates).toHaveLength(2)
})

test('after its lease has ended, a server writes no board that it has not read since', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const a = await openBeside(postgres, 'http://a:1')
  const board = await storeNewBoard(a)
  await besideStore(postgres, 'DELETE FROM {}.node')
  await expect(a.append(board, [update], [])).rejects.toMatchObject({ kind: 'fenced' })
  const b = await openBeside(postgres, 'http://b:1')
  expect(await b.ownerOf(board)).toBeNull()
  await b.load(board)
  await b.append(board, [update], [])
  await b.close()
  // It has taken a new lease.
  await expect.poll(async () => a.ownerOf(board).catch(() => undefined)).toBeNull()
  await expect(a.append(board, [update], [])).rejects.toMatchObject({ kind: 'fenced' })
  expect((await a.load(board))?.updates).toHaveLength(2)
  await a.append(board, [update], [])
})

test('a server waits for one of a former version that has the whole database, and gives up while that goes on', async () => {
  const postgres = postgresFor(await newStoreFolder())
  await (await openBeside(postgres, 'http://a:1')).close()
  const renew = `UPDATE {}.holder SET until = clock_timestamp() + interval '5 s'`
  await besideStore(
    postgres,
    `CREATE TABLE {}.holder (id BIGINT PRIMARY KEY, token TEXT NOT NULL, until TIMESTAMPTZ NOT NULL);
     INSERT INTO {}.holder VALUES (1, 'former', clock_timestamp() + interval '5 s')`,
  )
  const opened = openBeside(postgres, 'http://b:1').then(
    () => 'opened',
    ({ message }: Error) => message,
  )
  const renewed = async () => besideStore(postgres, renew).then(() => undefined)
  let outcome: string | undefined
  while (outcome === undefined) outcome = await Promise.race([opened, renewed()])
  expect(outcome).toContain('in use by another Boussole')
  await besideStore(postgres, 'UPDATE {}.holder SET until = clock_timestamp()')
  await openBeside(postgres, 'http://b:1')
  await besideStore(postgres, 'DROP TABLE {}.holder')
})

test('a server without NODE_ADDRESS shares its database with nobody', async () => {
  const postgres = postgresFor(await newStoreFolder())
  await openBeside(postgres, 'http://a:1')
  await expect(openStore(await newStoreFolder(), { postgres })).rejects.toThrow('NODE_ADDRESS')
})

test('a transaction keeps everybody from changing the lease of its server, and a server knows the clock at once', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const news: NodeNews[] = []
  const store = await openBeside(postgres, 'http://a:1', (one) => news.push(one))
  const clock = `SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now`
  const beside = new Client({ connectionString: postgres.url })
  await beside.connect()
  onTestFinished(() => beside.end())
  const [{ now }] = (await beside.query<{ now: string }>(clock)).rows as [{ now: string }]
  expect(Math.abs(Date.now() + (news[0]?.clockMs ?? NaN) - Number(now))).toBeLessThan(60_000)
  const board = await storeNewBoard(store)
  await beside.query('BEGIN')
  await beside.query(`LOCK TABLE ${postgres.schema}.log IN EXCLUSIVE MODE`)
  const saved = store.append(board, [update], [])
  // With FOR KEY SHARE an update of the row, as of somebody who takes it, would not have to wait.
  const take = async () =>
    besideStore(postgres, 'SELECT 1 FROM {}.node FOR NO KEY UPDATE NOWAIT').then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    )
  await expect.poll(take).toBe('55P03')
  await beside.query('COMMIT')
  await saved
  expect(await take()).toBe('taken')
})

test('at a deadline of a server that is gone, one of the others acts', async () => {
  const postgres = postgresFor(await newStoreFolder())
  const gone = await openBeside(postgres, 'http://a:1')
  const board = await storeNewBoard(gone)
  await gone.close()
  await besideStore(
    postgres,
    `INSERT INTO {}.node VALUES ('former', 'http://f:1', now() - interval '1 s');
     UPDATE {}.head SET token = 'former';
     INSERT INTO {}.deadlines (board, activity, id, at) VALUES ('${board}', 'vote', 'late', 1)`,
  )
  const acted: string[] = []
  const looked = new Set<Store>()
  const others = [await openBeside(postgres, 'http://b:1'), await openBeside(postgres, 'http://c:1')]
  const clocks = others.map(
    (store) =>
      new DeadlineClock({
        store: {
          deadlines: async () => {
            const all = await store.deadlines()
            looked.add(store)
            return all
          },
        },
        act: async ({ id }) => {
          acted.push(id)
          await besideStore(postgres, 'DELETE FROM {}.deadlines')
        },
        isOurs: async (id) => (await store.ownerOf(id)) === null,
        now: Date.now,
        log: { warn: () => undefined },
      }),
  )
  await expect.poll(() => looked.size).toBe(2)
  await Promise.all(clocks.map(async (clock) => clock.close()))
  expect(acted).toEqual(['late'])
})
