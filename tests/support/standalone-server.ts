import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '#shared/board/document.ts'
import type { CreatedBoard, CreatedSession, NewBoard } from '#shared/wire/http.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { ServerClient } from '#tests/support/server.ts'
import { startMetered, type MeteredServer } from '#tests/support/metered-server.ts'

/** The real server in a process of its own, for programs that run without the test runner. */
export interface StandaloneServer {
  readonly process: MeteredServer
  /** ws://127.0.0.1:port */
  readonly url: string
  /** http://127.0.0.1:port */
  readonly address: string
  readonly createBoard: (facts?: {
    title: string
    language: Language
    agenda?: NewBoard['agenda']
  }) => Promise<CreatedBoard>
  /** Called as the role unless said otherwise. */
  readonly join: (board: CreatedBoard, role: Role, name?: string) => Promise<CreatedSession>
  /** Any request, with the session's secret. */
  readonly ask: ServerClient['ask']
  /** A figure of /metrics, summed over its labels. */
  readonly metric: (name: string) => Promise<number>
  /** Refusals so far by reason. */
  readonly refusals: () => Promise<Readonly<Record<string, number>>>
}

const root = join(import.meta.dirname, '..', '..')

/** A folder for data, and the way to remove it. */
export async function newTempFolder(): Promise<{
  readonly path: string
  readonly remove: () => Promise<void>
}> {
  const path = await mkdtemp(join(tmpdir(), 'boussole-attacked-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** `port` 0: any free one. `settings`: more of the environment. `tree`: the folder of another version. */
export async function startStandaloneServer(
  dataDir: string,
  port = 0,
  settings: Readonly<Record<string, string>> = {},
  tree = root,
): Promise<StandaloneServer> {
  const server = await startMetered('server/main.ts', {
    cwd: tree,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      NODE_ENV: 'production',
      // Many are started one after the other; compiled once, each starts in half the time.
      NODE_COMPILE_CACHE: join(root, '.cache', 'node'),
      ...settings,
    },
  })
  const address = `http://127.0.0.1:${server.port}`
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const lines = async (name: string): Promise<readonly string[]> => {
    const text = await (await fetch(`${address}/metrics`)).text()
    return text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
  }
  const valueOf = (line: string): number => Number(line.slice(line.lastIndexOf(' ')))
  return {
    process: server,
    url: address.replace('http', 'ws'),
    address,
    createBoard: (facts = { title: 'Attacked', language: 'en' }) => post('/api/boards', facts),
    join: (board, role, name = role) =>
      post('/api/sessions', {
        board: board.id,
        secret: new URL(board.links[role]).hash.slice(1),
        name,
      }),
    ask: async (method, path, body, session, headers = {}) => {
      const answer = await fetch(address + path, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(session !== undefined && { authorization: `Bearer ${session}` }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') === true
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
    },
    metric: async (name) => (await lines(name)).reduce((sum, line) => sum + valueOf(line), 0),
    refusals: async () =>
      Object.fromEntries(
        (await lines('boussole_refusals_total')).map((line) => [
          /reason="([^"]*)"/.exec(line)?.[1] ?? '',
          valueOf(line),
        ]),
      ),
  }
}
