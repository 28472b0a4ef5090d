import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import { findProxy } from '#tests/runner/proxies.js'
import { postgresFor } from './postgres.ts'
import { certificate, certificateKey, freePort, trustCertificate } from './proxies.ts'
import { clientOf, newDataDir, spawnServer, type ServerClient, type SpawnedServer } from './server.ts'

export interface Nodes {
  readonly servers: readonly SpawnedServer[]
  readonly postgres: PostgresSettings
  /** One more server with the same database. */
  readonly start: (more?: Record<string, string>) => Promise<SpawnedServer>
}

/** Servers with one database, each a process of its own with a data folder of its own. */
export async function startNodes(count: number, env: Record<string, string> = {}): Promise<Nodes> {
  const postgres = postgresFor(await newDataDir())
  const start: Nodes['start'] = async (more = {}) => {
    const port = await freePort()
    return spawnServer({
      env: {
        PORT: String(port),
        NODE_ADDRESS: `http://127.0.0.1:${port}`,
        DATABASE_URL: postgres.url,
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
  const program = await findProxy('haproxy')
  if (program === undefined) throw new Error('haproxy is missing; the lines above say how to install it')
  await trustCertificate()
  const [folder, port] = [await newDataDir(), await freePort()]
  const both = join(folder, 'both.pem')
  await writeFile(both, (await readFile(certificate, 'utf8')) + (await readFile(certificateKey, 'utf8')))
  const [one = '', two = ''] = servers.map(({ url }) => new URL(url).host)
  const deployed = await readFile(join(import.meta.dirname, '..', '..', 'deploy', 'haproxy.cfg'), 'utf8')
  const config = deployed
    .replace('bind :443', `bind 127.0.0.1:${port}`)
    .replace('/etc/ssl/boussole/fullchain-and-key.pem', both)
    .replace('server one 10.0.0.5:3000', `server one ${one}`)
    .replace('server two 10.0.0.6:3000', `server two ${two}`)
  await writeFile(join(folder, 'haproxy.cfg'), config)
  const child = spawn(program, ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const client = clientOf(`https://127.0.0.1:${port}`)
  const isReady = async (): Promise<boolean> =>
    client.ask('GET', '/readyz').then(
      ({ status }) => status === 200,
      () => false,
    )
  while (!(await isReady())) if (child.exitCode !== null) throw new Error('haproxy ended at once')
  return client
}
