import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { Client } from 'pg'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { freePort, startMetered, type MeteredServer } from '#tests/support/metered-server.ts'
import { startStandaloneServer, type StandaloneServer } from '#tests/support/standalone-server.ts'
import { boussole, hocuspocus, type Dialect } from './dialect.ts'
import type { Seat } from './load-person.ts'
import { seatOf } from './seat.ts'

/** Servers that share their boards. */
export interface Nodes {
  /** Opens one more board, which this server owns if servers own boards. */
  readonly openBoard: (server: number) => Promise<NodesBoard>
  /** CPU so far, ms: of all servers together, and of the program behind them. */
  readonly cpuMs: () => Promise<NodesCpu>
  /** The largest resident set of any server so far, bytes. */
  readonly peak: () => Promise<number>
  /** To PostgreSQL. */
  readonly connections: () => Promise<number>
  readonly end: (server: number, signal: NodeJS.Signals) => Promise<void>
  readonly startAgain: (server: number) => Promise<void>
  readonly stop: () => Promise<void>
}

export interface NodesBoard {
  readonly dialect: Dialect
  /** Takes a seat for somebody new, through this server. */
  readonly seat: (server: number) => Promise<Seat>
}

export interface NodesCpu {
  readonly servers: number
  readonly behind: number
}

/** The same with one data folder or one PostgreSQL: `servers` above 1 need the latter. */
export async function startBoussoles(servers: number, store: 'SQLite' | 'PostgreSQL'): Promise<Nodes> {
  const folder = await mkdtemp(join(tmpdir(), 'boussole-nodes-'))
  const schema = newSchema()
  const start = async (port: number): Promise<StandaloneServer> =>
    startStandaloneServer(join(folder, String(port)), port, {
      TRUST_PROXY: 'true',
      ...(store === 'PostgreSQL' && {
        DATABASE_URL: postgresUrl(),
        DATABASE_SCHEMA: schema,
        ...(servers > 1 && { NODE_ADDRESS: `http://127.0.0.1:${port}` }),
      }),
    })
  const ports: number[] = []
  while (ports.length < servers) ports.push(await freePort())
  for (const port of ports) await mkdir(join(folder, String(port)))
  const running: StandaloneServer[] = []
  for (const port of ports) running.push(await start(port))
  const at = (server: number): StandaloneServer => {
    const found = running[server]
    if (!found) throw new Error(`there is no server ${server}`)
    return found
  }
  let boards = 0
  return {
    openBoard: async (server) => {
      boards += 1
      // Nobody opens a hundred boards a minute from one network.
      const from = { 'x-forwarded-for': `10.1.${Math.floor(boards / 200)}.${boards % 200}` }
      const board = await post<CreatedBoard>(
        at(server),
        '/api/boards',
        { title: 'Bench', language: 'en' },
        from,
      )
      const secret = new URL(board.links.participant).hash.slice(1)
      return {
        dialect: boussole,
        seat: async (through) => {
          const asked = { board: board.id, secret, name: 'Bench' }
          return seatOf(
            at(through),
            board,
            await post<CreatedSession>(at(through), '/api/sessions', asked, from),
          )
        },
      }
    },
    ...metered(
      () => running.map(({ process }) => process),
      store === 'PostgreSQL' ? postgresCpuMs : undefined,
    ),
    connections: async () => {
      const asked = 'SELECT count(*) AS count FROM pg_stat_activity WHERE application_name = $1'
      const [row] = await queryPostgres<{ count: string }>(asked, [`boussole ${schema}`])
      return Number(row?.count)
    },
    end: async (server, signal) => at(server).process.stop(signal),
    startAgain: async (server) => void (running[server] = await start(ports[server] ?? 0)),
    stop: async () => {
      for (const { process } of running) await process.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const peers = join(import.meta.dirname, '..', 'peers')

/** Hocuspocus servers with its Redis extension on Valkey, and its database extension on one folder. */
export async function startHocuspocuses(servers: number): Promise<Nodes> {
  const store = await mkdtemp(join(tmpdir(), 'hocuspocus-nodes-'))
  const { VALKEY_PORT: joined = '', VALKEY_PID: pid } = process.env
  const start = async (): Promise<MeteredServer> =>
    startMetered('hocuspocus.js', {
      cwd: peers,
      env: { NODE_ENV: 'production', STORE: store, JOINED: joined },
    })
  const running: MeteredServer[] = []
  while (running.length < servers) running.push(await start())
  let boards = 0
  return {
    openBoard: async () => {
      boards += 1
      const dialect = hocuspocus(`board${boards}`)
      return {
        dialect,
        seat: async (through) => ({
          port: running[through]?.port ?? 0,
          path: '/',
          protocols: [],
          participant: 'person',
        }),
      }
    },
    ...metered(
      () => running,
      async () => cpuMsOf(Number(pid)),
    ),
    connections: async () => 0,
    end: async (server, signal) => running[server]?.stop(signal),
    startAgain: async (server) => void (running[server] = await start()),
    stop: async () => {
      for (const server of running) await server.stop()
      await rm(store, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function metered(
  running: () => readonly MeteredServer[],
  behind: () => Promise<number> = async () => Number.NaN,
): Pick<Nodes, 'cpuMs' | 'peak'> {
  return {
    cpuMs: async () => {
      const all = await Promise.all(running().map(async (server) => server.cpuMs()))
      return {
        servers: all.reduce((sum, ms) => sum + ms, 0),
        behind: await behind(),
      }
    },
    peak: async () => Math.max(...(await Promise.all(running().map(async (server) => server.peak())))),
  }
}

async function post<T>(
  { ask }: StandaloneServer,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<T> {
  const answer = await ask('POST', path, body, undefined, headers)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body as T
}

async function queryPostgres<Row extends object>(
  text: string,
  values: readonly string[] = [],
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: postgresUrl() })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

/** The PostgreSQL that npm run bench has started, and a new schema of it. */
export function postgresUrl(): string {
  const url = process.env['POSTGRES_URL']
  if (url === undefined) throw new Error('POSTGRES_URL names no PostgreSQL; npm run bench starts one')
  return url
}

export function newSchema(): string {
  return `bench_${nanoid(10).toLowerCase().replaceAll('-', '_')}`
}

/** CPU of PostgreSQL so far, ms: its first process starts one for each connection. */
export async function postgresCpuMs(): Promise<number> {
  const [row] = await queryPostgres<{ file: string }>("SELECT pg_read_file('postmaster.pid') AS file")
  return cpuMsOf(Number.parseInt(row?.file ?? '', 10))
}

/** Linux counts CPU in hundredths of a second, and nothing else is asked for here. */
const tickMs = 10

/** CPU of a process and its children, also of those that have ended, ms. NaN where there is no /proc. */
async function cpuMsOf(pid: number): Promise<number> {
  const names = await readdir('/proc').catch(() => [])
  const all = await Promise.all(names.filter((name) => /^\d+$/u.test(name)).map(statOf))
  const own = all.filter((stat) => stat?.pid === pid || stat?.parent === pid)
  if (own.length === 0) return Number.NaN
  return own.reduce((sum, stat) => sum + (stat?.ticks ?? 0), 0) * tickMs
}

async function statOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  // Behind the name, which may have spaces: state, parent, …, user and system time, and both of ended children.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return { pid: Number(pid), parent: Number(fields[1]), ticks }
}
