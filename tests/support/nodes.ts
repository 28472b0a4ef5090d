import { createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import { postgresFor } from './postgres.ts'
import { newDataDir, spawnServer, type SpawnedServer } from './server.ts'

export interface Nodes {
  readonly servers: readonly SpawnedServer[]
  readonly postgres: PostgresSettings
  /** One more server with the same database. */
  readonly start: () => Promise<SpawnedServer>
}

/** Servers with one database, each a process of its own with a data folder of its own. */
export async function startNodes(count: number, env: Record<string, string> = {}): Promise<Nodes> {
  const postgres = postgresFor(await newDataDir())
  const start = async (): Promise<SpawnedServer> => {
    const port = await freePort()
    return spawnServer({
      env: {
        PORT: String(port),
        NODE_ADDRESS: `http://127.0.0.1:${port}`,
        DATABASE_URL: postgres.url,
        DATABASE_SCHEMA: postgres.schema,
        ...env,
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
export async function personAt(server: SpawnedServer, board: CreatedBoard, former?: Person): Promise<Person> {
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

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
