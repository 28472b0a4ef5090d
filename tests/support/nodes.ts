import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chown, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type * as Y from 'yjs'
import type { NodeNews } from '#server/contracts/nodes.ts'
import type { Store } from '#server/contracts/store.ts'
import { openStore } from '#server/open-store.ts'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import { userOf } from '#tests/runner/postgres.js'
import { findProxy } from '#tests/runner/proxies.js'
import { besideStore, postgresFor } from './postgres.ts'
import { freePort } from './metered-server.ts'
import { certificate, certificateKey, trustCertificate } from './proxies.ts'
import { newStoreFolder } from './sqlite-fixtures.ts'
import { clientOf, newDataDir, spawnServer, type ServerClient, type SpawnedServer } from './server.ts'

const root = join(import.meta.dirname, '..', '..')

export interface Nodes {
  readonly servers: readonly SpawnedServer[]
  readonly postgres: PostgresSettings
  /** One more server with the same database. */
  readonly start: (more?: Record<string, string>) => Promise<SpawnedServer>
}

/** Servers with one database, each a process of its own with a data folder of its own. `way` leads to the database. */
export async function startNodes(
  count: number,
  env: Record<string, string> = {},
  way: (postgres: PostgresSettings) => Promise<string> = async ({ url }) => url,
): Promise<Nodes> {
  const postgres = postgresFor(await newDataDir())
  const url = await way(postgres)
  const start: Nodes['start'] = async (more = {}) => {
    const port = await freePort()
    return spawnServer({
      env: {
        PORT: String(port),
        NODE_ADDRESS: `http://127.0.0.1:${port}`,
        DATABASE_URL: url,
        DATABASE_SCHEMA: postgres.schema,
        ...env,
        ...more,
      },
    })
  }
  const servers: SpawnedServer[] = []
  for (let index = 0; index < count; index += 1) servers.push(await start())
  return { servers, postgres, start }
}

export interface Person {
  readonly client: SocketClient
  readonly session: CreatedSession
  /** The person's id, with which they sign. */
  readonly author: string
}

/** A participant's socket on a board, through any server: of somebody new, or of a person who comes back with everything. */
export async function personAt(server: ServerClient, board: CreatedBoard, former?: Person): Promise<Person> {
  const session = former?.session ?? (await server.join(board))
  for (;;) {
    const client = connectClient({
      url: server.url.replace('http', 'ws'),
      board: board.id,
      token: session.session,
      ...(former && { doc: former.client.doc }),
    })
    onTestFinished(() => client.close())
    const isSynced = await client.until(client.isSynced).then(
      () => true,
      () => false,
    )
    // A browser tries again, too, while a board moves.
    if (isSynced) return { client, session, author: session.participant.id }
  }
}

/** HAProxy before two servers, with its file of deploy/ as it is but for ports and paths. It ends with the test. */
export async function startHaproxy(servers: readonly ServerClient[]): Promise<ServerClient> {
  await trustCertificate()
  const [folder, port] = [await newDataDir(), await freePort()]
  const both = join(folder, 'both.pem')
  await writeFile(both, (await readFile(certificate, 'utf8')) + (await readFile(certificateKey, 'utf8')))
  const [one = '', two = ''] = servers.map(({ url }) => new URL(url).host)
  const deployed = await readFile(join(root, 'deploy', 'haproxy.cfg'), 'utf8')
  const config = deployed
    .replace('bind :443', `bind 127.0.0.1:${port}`)
    .replace('/etc/ssl/boussole/fullchain-and-key.pem', both)
    .replace('server one 10.0.0.5:3000', `server one ${one}`)
    .replace('server two 10.0.0.6:3000', `server two ${two}`)
  const child = await runHaproxy(config)
  const client = clientOf(`https://127.0.0.1:${port}`)
  const isReady = async (): Promise<boolean> =>
    client.ask('GET', '/readyz').then(
      ({ status }) => status === 200,
      () => false,
    )
  while (!(await isReady())) if (child.exitCode !== null) throw new Error('haproxy ended at once')
  return client
}

/** The proxy of compose.yml, before servers that it finds by a name server of the test. It ends with the test. */
export async function startComposeProxy(
  serverPort: number,
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const [port, namePort] = [await freePort(), await startNames(names)]
  const compose = parse(await readFile(join(root, 'compose.yml'), 'utf8'), { merge: true }) as {
    readonly configs: { readonly proxy: { readonly content: string } }
  }
  await runHaproxy(
    compose.configs.proxy.content
      .replace('bind :3000', `bind 127.0.0.1:${port}`)
      .replace('127.0.0.11:53', `127.0.0.1:${namePort}`)
      .replaceAll(/(server \w+ \w+):3000/gu, `$1:${serverPort}`),
  )
  return `http://127.0.0.1:${port}`
}

async function runHaproxy(config: string): Promise<ChildProcess> {
  const program = await findProxy('haproxy')
  if (program === undefined) throw new Error('haproxy is missing; the lines above say how to install it')
  const file = join(await newDataDir(), 'haproxy.cfg')
  await writeFile(file, config)
  const child = spawn(program, ['-db', '-f', file], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return child
}

/** A name server that knows addresses of version 4 alone. Returns its port. */
async function startNames(names: ReadonlyMap<string, string>): Promise<number> {
  const server = createSocket('udp4')
  onTestFinished(() => void server.close())
  server.on('message', (asked, { port, address }) => {
    // RFC 1035: a header of 12 bytes, then labels with their lengths, type and class.
    const labels: string[] = []
    let at = 12
    for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
      labels.push(asked.toString('latin1', at + 1, at + 1 + length))
      at += 1 + length
    }
    const found = names.get(labels.join('.'))
    const answers = found !== undefined && asked.readUInt16BE(at + 1) === 1
    const header = Buffer.from([
      0,
      0,
      0x81,
      found === undefined ? 0x83 : 0x80,
      0,
      1,
      0,
      answers ? 1 : 0,
      0,
      0,
      0,
      0,
    ])
    asked.copy(header, 0, 0, 2)
    const place = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...(found ?? '').split('.').map(Number)]
    const answer = answers ? Buffer.from(place) : Buffer.alloc(0)
    server.send(Buffer.concat([header, asked.subarray(12, at + 5), answer]), port, address)
  })
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  return server.address().port
}

/** PgBouncer before the PostgreSQL of the tests, in transaction mode. Returns the address by it. It ends with the test. */
export async function startPgBouncer({ url }: PostgresSettings): Promise<string> {
  const program = await findProxy('pgbouncer')
  if (program === undefined) throw new Error('pgbouncer is missing; the lines above say how to install it')
  const [folder, port, database] = [await newDataDir(), await freePort(), new URL(url)]
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(
    file,
    `[databases]
postgres = host=127.0.0.1 port=${database.port} user=${database.username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
`,
  )
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? userOf('nobody') : undefined
  if (user) for (const path of [folder, file]) await chown(path, user.uid, user.gid)
  const child = spawn(program, [file], { stdio: 'ignore', ...user })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const proxied = new URL(url)
  proxied.port = String(port)
  const isReady = async (): Promise<boolean> =>
    besideStore({ url: proxied.href, schema: '', address: null }, 'SELECT 1').then(
      () => true,
      () => false,
    )
  while (!(await isReady())) if (child.exitCode !== null) throw new Error('pgbouncer ended at once')
  return proxied.href
}

/** The store of one more server, in this process. */
export async function openBeside(
  postgres: PostgresSettings,
  address: string,
  news: (news: NodeNews) => void = () => undefined,
): Promise<Store> {
  const store = await openStore(await newStoreFolder(), { postgres: { ...postgres, address }, news })
  onTestFinished(() => store.close())
  return store
}

export function write({ client, author }: Person, text: string): void {
  addNote(client.doc, { x: 0, y: 0, z: 1, author, created: 1, text })
}

export function textsOf(doc: Y.Doc): readonly string[] {
  return notesOf(doc)
    .map(({ text }) => text)
    .toSorted()
}
