import { readFileSync } from 'node:fs'
import { Client, DatabaseError, type QueryResult } from 'pg'
import { StoreError } from '../../contracts/store-error.ts'
import type { PostgresSettings } from '../rows/protocol.ts'
import type { Row, Value } from '../rows/sql.ts'

const connectMs = 5_000
/** A board of 24 MB takes a second. A database that says nothing for longer is away. */
const answerMs = 15_000
/** So long after a failed attempt to connect, the next one is not made. */
const restMs = 500

export interface Answer {
  readonly rows: readonly Row[]
  readonly changes: number
}

/** A value for a statement: also the items of an array. */
export type Sent = Value | readonly string[] | readonly number[]

/** One connection, which is made again when it was lost. */
export class Connection {
  readonly #settings: PostgresSettings
  /** The one that is connected. */
  #current: Client | undefined
  #client: Promise<Client> | undefined
  #failedAt = -Infinity
  #failure: unknown
  #lost: () => void = () => undefined

  constructor(settings: PostgresSettings) {
    this.#settings = settings
  }

  onLost(lost: () => void): void {
    this.#lost = lost
  }

  async query(text: string, values: readonly Sent[] = []): Promise<Answer> {
    const client = await this.#connected()
    try {
      const answer: unknown = await (values.length > 0
        ? client.query(text, values.map(withoutNul))
        : client.query(text))
      // Several statements have several results: the last one answers.
      const last = (Array.isArray(answer) ? answer.at(-1) : answer) as QueryResult<Row>
      return { rows: last.rows, changes: last.rowCount ?? 0 }
    } catch (error) {
      if (!(error instanceof DatabaseError)) this.drop()
      throw error
    }
  }

  /** Whatever it was doing ends. */
  drop(): void {
    const client = this.#client
    if (!client) return
    this.#client = undefined
    this.#lost()
    void client.then((open) => open.end()).catch(() => undefined)
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await (await client?.catch(() => undefined))?.end()
  }

  #connected(): Promise<Client> {
    if (this.#client) return this.#client
    if (performance.now() - this.#failedAt < restMs) return Promise.reject(errorOf(this.#failure))
    const connecting = this.#connect()
    this.#client = connecting
    connecting.catch((error: unknown) => {
      this.#failedAt = performance.now()
      this.#failure = error
      if (this.#client === connecting) this.#client = undefined
    })
    return connecting
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      ...connectionOf(this.#settings.url),
      connectionTimeoutMillis: connectMs,
      query_timeout: answerMs,
      keepAlive: true,
      application_name: `boussole ${this.#settings.schema}`,
      types: { getTypeParser: (oid: number) => parsers.get(oid) ?? String },
    })
    const dropIfSame = (): void => {
      if (this.#current === client) this.drop()
    }
    client.on('error', dropIfSame)
    client.on('end', dropIfSame)
    await client.connect()
    this.#current = client
    return client
  }
}

/** No text of PostgreSQL has the character NUL. Nobody types it, and a program that sends it must get an answer. */
function withoutNul(value: Sent): Sent {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value
}

/** Numbers are counts, times and checksums: all are exact in a double. Bytes own their memory, so that they can be moved. */
const parsers: ReadonlyMap<number, (text: string) => Value> = new Map<number, (text: string) => Value>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [17, (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))],
  [20, Number],
  [21, Number],
  [23, Number],
  [1700, Number],
])

/** The parts of an address. `sslmode` is stated, never guessed: config.ts has checked it. */
export function connectionOf(address: string): object {
  const url = new URL(address)
  const parameter = (name: string): string | undefined => url.searchParams.get(name) ?? undefined
  const mode = parameter('sslmode') ?? 'disable'
  const root = parameter('sslrootcert')
  return {
    host: parameter('host') ?? decodeURIComponent(url.hostname),
    port: Number(parameter('port') ?? (url.port || 5432)),
    user: decodeURIComponent(url.username) || parameter('user'),
    password: decodeURIComponent(url.password) || undefined,
    database: decodeURIComponent(url.pathname.slice(1)) || undefined,
    ssl:
      mode === 'disable'
        ? false
        : {
            rejectUnauthorized: mode === 'verify-full',
            ...(root !== undefined && { ca: readFileSync(root, 'utf8') }),
          },
  }
}

/** Classes of SQLSTATE: wrong values, broken rules, wrong statements, missing rights. */
const ruleClasses = new Set(['0A', '21', '22', '23', '28', '2D', '39', '42', '44', '54'])

/** An error of PostgreSQL as the store's contract promises it. It never contains a value of a statement. */
export function errorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  if (!(error instanceof DatabaseError)) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    if (error instanceof Error && isAway(error))
      return new StoreError(`the database does not answer${code}`, { cause: error })
    return new StoreError(error instanceof Error ? error.message : String(error), {
      cause: error,
      kind: 'rule',
    })
  }
  const { code = '', message } = error
  if (isDamage(error)) return new StoreError('the database is damaged', { cause: error, kind: 'damage' })
  const isRule = ruleClasses.has(code.slice(0, 2))
  // Messages of class 22 quote the value.
  const text = code.startsWith('22') ? 'a value has the wrong form' : message
  return new StoreError(`${text} (${code})`, { cause: error, kind: isRule ? 'rule' : 'disk' })
}

/** Nobody answers: the network has failed, or a connection has ended. A later try may succeed. */
function isAway(error: Error): boolean {
  return 'syscall' in error || /timeout|connection|terminated/iu.test(error.message)
}

/** Corrupted data, or a corrupted index. */
export function isDamage(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === 'XX001' || error.code === 'XX002')
}

/** The error is the database's own. */
export function hasAnswered(error: unknown): boolean {
  return error instanceof DatabaseError
}

export function mayPass(error: unknown): boolean {
  return errorOf(error).kind === 'disk'
}

/** As PostgreSQL counts: the major version, and four digits. */
const oldestVersion = 150_000
const newestTried = 18

export interface DatabaseProblem {
  readonly problem: string
  /** It is only newer than expected. */
  readonly mayWork: boolean
}

/** What is wrong with a version of PostgreSQL, which it names as `server_version_num`. */
export function problemOfVersion(version: number): DatabaseProblem | undefined {
  if (version < oldestVersion) return { problem: 'it needs PostgreSQL 15 or later', mayWork: false }
  const major = Math.floor(version / 10_000)
  if (major <= newestTried) return undefined
  const problem = `PostgreSQL ${major} is newer than 15 to ${newestTried}, with which this version was tried`
  return { problem, mayWork: true }
}

/** The first thing that is wrong; undefined when the database answers and has a known version. */
export async function problemWith(settings: PostgresSettings): Promise<DatabaseProblem | undefined> {
  const connection = new Connection(settings)
  try {
    const { rows } = await connection.query("SELECT current_setting('server_version_num')::bigint AS version")
    return problemOfVersion(Number(rows[0]?.['version']))
  } catch (error) {
    return { problem: errorOf(error).message, mayWork: false }
  } finally {
    await connection.close().catch(() => undefined)
  }
}
