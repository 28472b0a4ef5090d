import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { readLink } from '#client/model/basics/address.ts'
import { createApp, type App, type AppOptions } from '#server/app.ts'
import { readConfig, type Config } from '#server/config.ts'
import type { Language } from '#shared/board/document.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { fullDiskCommand } from './full-disk.ts'
import { testedPostgres } from './postgres.ts'
import { quickPace } from './quick-pace.ts'
import { startTimeout, timeLimit } from './time-limits.ts'

/** A server as a test reaches it over the network, in this process or another. */
export interface ServerClient {
  /** http://127.0.0.1:port */
  readonly url: string
  readonly createBoard: (facts?: {
    title?: string
    language?: Language
    isRehearsal?: true
  }) => Promise<CreatedBoard>
  /** Joins by the board's own link for the role; a participant unless said otherwise. */
  readonly join: (board: CreatedBoard, role?: Role, name?: string) => Promise<CreatedSession>
  /** The same, by any link. */
  readonly enter: (link: string, name?: string) => Promise<CreatedSession>
  /** Any request, with the session's secret when there is one. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    session?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Parsed when it is JSON, text otherwise. */
  readonly body: unknown
}

export interface TestServer extends ServerClient, Omit<App, 'close'> {
  readonly dataDir: string
  /** Every log line so far, at the level `debug`. */
  readonly logs: () => string
  readonly close: () => Promise<void>
}

export interface ServerOptions extends Pick<
  AppOptions,
  'around' | 'documentsMemory' | 'migrations' | 'now' | 'pace'
> {
  /** A folder to start from, or to start again from; otherwise a new one, removed with the test. */
  readonly dataDir?: string
  readonly config?: Partial<Config>
}

/** The real server inside this process, on a free port, closed when the test ends. */
export async function startServer({ dataDir, config, ...rest }: ServerOptions = {}): Promise<TestServer> {
  const dir = dataDir ?? (await newDataDir())
  const read = readConfig({ HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'debug', DATA_DIR: dir })
  if (!read.ok) throw new Error(read.problem)
  // A test opens more boards in a minute than a class does.
  const limits = { ...read.config.limits, boards: 10_000 }
  const lines: string[] = []
  const server = await createApp(
    { ...read.config, postgres: testedPostgres(dir), limits, ...config },
    { pace: quickPace, ...rest, logTo: { write: (line) => void lines.push(line) } },
  )
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= server.close())
  onTestFinished(close)
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  return { ...clientOf(url), ...server, dataDir: dir, logs: () => lines.join(''), close }
}

export interface SpawnedServer extends ServerClient {
  readonly child: ChildProcess
  readonly dataDir: string
  /** Everything written to both outputs so far. */
  readonly output: () => string
  /** Sends the signal and waits for the end; the exit code, null after a kill. */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** The real server as a process of its own, for tests that kill it. */
export async function spawnServer({
  dataDir,
  env = {},
  ...options
}: SpawnOptions = {}): Promise<SpawnedServer> {
  const dir = dataDir ?? (await newDataDir())
  return reached(dir, runMain({ ...quietPlace, DATA_DIR: dir, ...databaseOf(dir), ...env }, options))
}

export interface SpawnOptions extends PlaceOptions {
  readonly dataDir?: string
  readonly env?: Record<string, string>
}

interface PlaceOptions {
  /** The folder of the product, unless it is this one. */
  readonly root?: string | undefined
  /** The script there, unless it is the server's own. */
  readonly script?: string
  /** The Node that runs it, unless it is this one. */
  readonly node?: string
  /** The number of its user and group, unless it is this one. */
  readonly user?: number | undefined
  /** From the first moment: see full-disk.ts. */
  readonly isDiskFull?: boolean | undefined
  /** As on the common server: figures about people change soon. */
  readonly hasQuickFigures?: boolean
}

function databaseOf(dir: string): Record<string, string> {
  const postgres = testedPostgres(dir)
  return postgres ? { DATABASE_URL: postgres.url, DATABASE_SCHEMA: postgres.schema } : {}
}

/** As `spawnServer`, for many tests one after the other: it ends with the process that asked for it. */
export async function spawnLastingServer(): Promise<SpawnedServer> {
  const dir = mkdtempSync(join(tmpdir(), 'boussole-test-'))
  const running = startMain(
    { ...quietPlace, DATA_DIR: dir, ...databaseOf(dir) },
    { channel: 'ipc', hasQuickFigures: true },
  )
  process.once('exit', () => {
    running.child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  })
  return reached(dir, running)
}

/** A start takes 1 s; the first of a run also compiles, while two other files do. */
const startTimeoutMs = timeLimit(20_000)

const quietPlace = { HOST: '127.0.0.1', PORT: '0' }

/** Once it listens. */
async function reached(dataDir: string, { child, output, exited }: RunningMain): Promise<SpawnedServer> {
  const end = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    return exited
  }
  const late = Promise.withResolvers<never>()
  const timeout = startTimeout(
    () => late.reject(new Error(`the server did not start in time: ${output()}`)),
    startTimeoutMs,
  )
  const port = await Promise.race([
    printedPort(child, output),
    late.promise,
    exited.then(() => {
      throw new Error(`the server ended at once: ${output()}`)
    }),
  ]).finally(timeout.stop)
  return { ...clientOf(`http://127.0.0.1:${port}`), child, dataDir, output, end }
}

export interface RunningMain {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exited: Promise<number | null>
}

const product = fileURLToPath(new URL('../..', import.meta.url))
const compileCache = join(product, '.cache', 'node')

/** The server with exactly these settings; killed when the test ends. */
export function runMain(env: Record<string, string>, options: MainOptions = {}): RunningMain {
  const running = startMain(env, options)
  onTestFinished(async () => {
    running.child.kill('SIGKILL')
    await running.exited
  })
  return running
}

interface MainOptions extends PlaceOptions {
  /** With `ipc` it also ends when this process is killed and can end nothing any more. */
  readonly channel?: 'ipc' | 'ignore'
}

function startMain(
  env: Record<string, string>,
  {
    root,
    script,
    node = process.execPath,
    user,
    isDiskFull = false,
    channel = 'ignore',
    hasQuickFigures = false,
  }: MainOptions,
): RunningMain {
  const [command = '', ...prefix] = [...(isDiskFull ? fullDiskCommand : []), node]
  const child = spawn(command, [...prefix, ...mainOf(root, hasQuickFigures, script)], {
    // As npm start does: tests that start many servers start them in half the time.
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe', channel],
    cwd: root,
    ...(user !== undefined && { uid: user, gid: user }),
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part))
  }
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => text, exited }
}

/** The bundled server, if this run has made one (bundled-server.ts); else, and with a `root`, the product as people run it. */
function mainOf(
  root: string | undefined,
  hasQuickFigures: boolean,
  script = join('server', 'main.ts'),
): readonly string[] {
  const bundled = process.env['BUNDLED_SERVER']
  if (root === undefined && bundled !== undefined)
    return [join(bundled, hasQuickFigures ? 'quick-main.mjs' : 'main.mjs')]
  const place = root ?? product
  return [hasQuickFigures ? join(place, 'tests', 'support', 'quick-main.ts') : join(place, script)]
}

export async function newDataDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'boussole-test-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

function printedPort(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      const port = /^Boussole is at .*:(\d+)$/m.exec(output())?.[1]
      if (port !== undefined) resolve(port)
    }
    child.stdout?.on('data', look)
  })
}

export function clientOf(url: string): ServerClient {
  const ask: ServerClient['ask'] = async (method, path, body, session, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session === undefined ? {} : { authorization: `Bearer ${session}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  async function created<T>(path: string, body: unknown): Promise<T> {
    const answer = await ask('POST', path, body)
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }

  return {
    url,
    ask,
    createBoard: (facts = {}) => created('/api/boards', facts),
    join: (board, role = Role.participant, name = '') =>
      created('/api/sessions', { board: board.id, secret: secretOf(board.links[role]), name }),
    enter: (link, name = '') => created('/api/sessions', { ...readLink(link), name }),
  }
}

/** The part of a link after #. */
export function secretOf(link: string): string {
  return new URL(link).hash.slice(1)
}
