import { StoreError } from '../../contracts/store-error.ts'
import type { PostgresSettings } from '../rows/protocol.ts'
import type { Database, Row, Statement, Table, Value } from '../rows/sql.ts'
import { Connection, errorOf, problemOfVersion, isDamage, mayPass, type Sent } from './connection.ts'
import { Heads } from './heads.ts'
import { inSchema, neededFor, stepText, steps } from './schema.ts'

/**
 * The beginning of every transaction. A process that was stopped must not block others: its transaction ends before its
 * lease. The settings are the transaction's own, so they hold behind PgBouncer, too.
 */
const opening = `BEGIN;
  SET LOCAL idle_in_transaction_session_timeout = '3s';
  SET LOCAL lock_timeout = '5s';
  SET LOCAL synchronous_commit = `

/** Opens the database of one server. Rejects with a `StoreError`: a sentence for the person who starts it. */
export async function openPostgres(
  settings: PostgresSettings,
  warn: (problem: string) => void,
): Promise<Database> {
  const connection = new Connection(settings)
  try {
    const durability = await checkServer(connection, warn)
    await makeNodes(connection, settings.schema)
    const rows = new PostgresRows(connection, settings, durability)
    await rows.join()
    const database = rows.database()
    await migrate(connection, settings.schema, database, warn)
    return database
  } catch (error) {
    await connection.close()
    if (error instanceof StoreError && error.kind === 'fenced') throw error
    throw new StoreError(`The database of DATABASE_URL cannot be used: ${errorOf(error).message}.`, {
      cause: error,
    })
  }
}

/** Returns the level at which a commit is on disk: the server's own, unless that is less. */
async function checkServer(connection: Connection, warn: (problem: string) => void): Promise<string> {
  const { rows } = await connection.query(`
    SELECT current_setting('server_version_num')::bigint AS version, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS level, current_setting('server_encoding') AS encoding`)
  const { version, fsync, level, encoding } = rows[0] ?? {}
  const found = problemOfVersion(Number(version))
  if (found?.mayWork === false) throw new StoreError(found.problem)
  if (found) warn(found.problem)
  if (encoding !== 'UTF8') throw new StoreError(`its encoding is ${String(encoding)}, and must be UTF8`)
  if (fsync === 'off')
    warn('PostgreSQL runs with fsync = off: a crash of its machine can lose what was saved')
  if (level !== 'off' && level !== 'local') return String(level)
  warn(`PostgreSQL runs with synchronous_commit = ${level}; this server commits with "on"`)
  return 'on'
}

/** The tables that a server needs to take a lease. Two servers that start at once take turns. */
async function makeNodes(connection: Connection, schema: string): Promise<void> {
  const run = async (text: string, values: readonly Value[] = []) =>
    connection.query(inSchema(text, schema), values)
  const { rows: known } = await run('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
  await run('BEGIN')
  try {
    await run(lockSchema, [schema])
    if (known.length === 0) await run('CREATE SCHEMA IF NOT EXISTS {}')
    await run('CREATE TABLE IF NOT EXISTS {}.schema_steps (step BIGINT PRIMARY KEY)')
    await run(
      'CREATE TABLE IF NOT EXISTS {}.node (token TEXT PRIMARY KEY, address TEXT, until TIMESTAMPTZ NOT NULL)',
    )
    await addColumns(connection, schema)
    await run('COMMIT')
  } catch (error) {
    await run('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** Columns in which servers tell their versions. A table is changed once: that waits for the transactions of all others. */
async function addColumns(connection: Connection, schema: string): Promise<void> {
  const { rows } = await connection.query(
    `SELECT 1 FROM information_schema.columns
     WHERE table_schema = $1 AND table_name = 'node' AND column_name = 'documents'`,
    [schema],
  )
  if (rows.length > 0) return
  await connection.query(`
    ALTER TABLE ${schema}.schema_steps ADD COLUMN needs BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE ${schema}.node ADD COLUMN steps BIGINT NOT NULL DEFAULT 0, ADD COLUMN documents BIGINT NOT NULL DEFAULT 1`)
}

const lockSchema = "SELECT pg_advisory_xact_lock(hashtextextended('boussole ' || $1, 0))"

/**
 * Brings the schema to the newest version. Only a server with a lease may do so. Servers of an older version go on, unless a
 * step takes away what they need: then their leases end first, so that none of them is in the middle of something.
 */
async function migrate(
  connection: Connection,
  schema: string,
  database: Database,
  warn: (problem: string) => void,
): Promise<void> {
  const run = async (text: string, values: readonly Value[] = []) =>
    connection.query(inSchema(text, schema), values)
  const takeSteps = async (): Promise<void> => {
    await run(lockSchema, [schema])
    const { rows } = await run('SELECT count(*) AS taken FROM schema_steps')
    const taken = Number(rows[0]?.['taken'])
    if (taken > steps.length) warn('a newer Boussole has added to the database; this one goes on with it')
    const left = steps.map((text, index) => ({ text, step: index + 1 })).slice(taken)
    await run('DELETE FROM node WHERE steps < $1', [Math.max(0, ...left.map(({ step }) => neededFor(step)))])
    for (const { text, step } of left) {
      await connection.query(stepText(text, schema))
      await run('INSERT INTO schema_steps VALUES ($1, $2)', [step, neededFor(step)])
    }
  }
  try {
    for (let triesLeft = triesToMigrate; ; triesLeft -= 1) {
      try {
        return await database.inOnePiece(takeSteps)
      } catch (error) {
        // Other servers were using the tables.
        if (triesLeft === 0 || !mayPass(error)) throw error
      }
    }
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}

const triesToMigrate = 5

class PostgresRows {
  readonly #connection: Connection
  readonly #schema: string
  readonly #durability: string
  readonly #heads: Heads
  readonly #isShared: boolean
  #isInTransaction = false
  /** The connection was lost in a transaction: nothing of it may go on in the next one. */
  #isBroken = false

  constructor(connection: Connection, { schema, address }: PostgresSettings, durability: string) {
    this.#connection = connection
    this.#schema = schema
    this.#durability = durability
    this.#isShared = address !== null
    this.#heads = new Heads({
      run: async (text, values) => this.#run(text, values),
      isInTransaction: () => this.#isInTransaction,
      schema,
      address,
    })
    connection.onLost(() => (this.#isBroken = this.#isInTransaction))
  }

  async join(): Promise<void> {
    await this.#heads.join()
  }

  database(): Database {
    return {
      prepare: (text) => this.#prepare(text),
      addToLog: async (rows) => this.#heads.addToLog(rows),
      rereads: (board) => this.#heads.rereads(board),
      itemsOf: (json) => `(SELECT json_array_elements_text(CAST(${json} AS json)))`,
      inOnePiece: async (write) => this.#inOnePiece(write),
      deferReferences: async () => void (await this.#query('SET CONSTRAINTS ALL DEFERRED')),
      isInTransaction: () => this.#isInTransaction,
      isDamage,
      tables: async () => this.#tables(),
      begin: async () => this.#begin(),
      commit: async () => this.#commit(),
      rollBack: async () => this.#rollBack(),
      errorOf,
      problemOf: (error) => ({
        message: errorOf(error).message,
        isDamage: isDamage(error),
        mayPass: mayPass(error),
      }),
      lastNumber: async (table) => this.#lastNumber(table),
      setLastNumber: async (table, last) => {
        if (last > 0) await this.#query(`SELECT setval($1, $2)`, [await this.#sequenceOf(table), last])
      },
      isShort: () => false,
      mend: async () => undefined,
      destroyed: async () => undefined,
      close: async () => this.#close(),
      ...(this.#isShared && {
        shared: {
          ownerOf: async (board, takes) => this.#heads.ownerOf(board, takes),
          others: async () => this.#heads.others(),
          onNews: (tell) => this.#heads.onNews(tell),
          rejoin: async () => this.#heads.join(),
        },
      }),
    }
  }

  #prepare(text: string): Statement {
    let count = 0
    const numbered = inSchema(text, this.#schema).replaceAll(/\?(\d*)/gu, (_, number: string) =>
      number === '' ? `$${(count += 1)}` : `$${number}`,
    )
    const query = async (values: readonly Value[]) => this.#query(numbered, values)
    return {
      get: async (...values) => (await query(values)).rows[0],
      all: async (...values) => (await query(values)).rows,
      run: async (...values) => ({ changes: (await query(values)).changes }),
    }
  }

  async #query(text: string, values: readonly Sent[] = []) {
    if (this.#isBroken) throw new StoreError('the connection to the database was lost')
    return this.#connection.query(text, values)
  }

  async #run(text: string, values: readonly Sent[] = []) {
    return this.#query(inSchema(text, this.#schema), values)
  }

  async #begin(): Promise<void> {
    this.#isInTransaction = true
    const startedAt = performance.now()
    this.#heads.held(await this.#run(`${opening}${this.#durability}; ${this.#heads.hold()}`), startedAt)
  }

  async #commit(): Promise<void> {
    if (this.#isBroken) throw new StoreError('the connection to the database was lost')
    try {
      await this.#connection.query('COMMIT')
    } catch (cause) {
      if (!this.#isBroken) throw cause
      this.#heads.unsure()
      throw new StoreError('the answer of the database got lost', { kind: 'unknown', cause })
    }
    this.#isInTransaction = false
    this.#heads.committed()
  }

  async #rollBack(): Promise<void> {
    if (!this.#isInTransaction) return
    this.#isInTransaction = false
    this.#heads.rolledBack()
    const isBroken = this.#isBroken
    this.#isBroken = false
    // Without its connection the transaction has ended.
    if (!isBroken) await this.#connection.query('ROLLBACK').catch(() => this.#connection.drop())
  }

  async #inOnePiece(write: () => Promise<void>): Promise<void> {
    const isOwn = !this.#isInTransaction
    if (isOwn) await this.#begin()
    else await this.#query('SAVEPOINT piece')
    const goBack = this.#heads.mark()
    try {
      await write()
      await (isOwn ? this.#commit() : this.#query('RELEASE SAVEPOINT piece'))
    } catch (error) {
      goBack()
      await (isOwn ? this.#rollBack() : this.#query('ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece'))
      throw error
    }
  }

  /** The sequence of the one column that numbers the rows of a table. */
  async #sequenceOf(table: string): Promise<string> {
    const { rows } = await this.#query(
      `SELECT pg_get_serial_sequence(table_schema || '.' || table_name, column_name) AS sequence
       FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 AND is_identity = 'YES'`,
      [this.#schema, table],
    )
    return String(rows[0]?.['sequence'])
  }

  async #lastNumber(table: string): Promise<number> {
    const { rows } = await this.#query(
      'SELECT coalesce(pg_sequence_last_value(CAST(CAST($1 AS text) AS regclass)), 0) AS last',
      [await this.#sequenceOf(table)],
    )
    return Number(rows[0]?.['last'])
  }

  async #tables(): Promise<readonly Table[]> {
    const { rows: columns } = await this.#connection.query(
      `SELECT table_name AS name, column_name AS column, data_type AS type FROM information_schema.columns
       WHERE table_schema = $1 ORDER BY ordinal_position`,
      [this.#schema],
    )
    const { rows: references } = await this.#connection.query(
      `SELECT own.relname AS name, other.relname AS other FROM pg_constraint
       JOIN pg_class AS own ON own.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid
       JOIN pg_namespace AS space ON space.oid = own.relnamespace
       WHERE contype = 'f' AND space.nspname = $1`,
      [this.#schema],
    )
    const { rows: primary } = await this.#connection.query(
      `SELECT own.relname AS name, attname AS column FROM pg_constraint JOIN pg_class AS own ON own.oid = conrelid
       JOIN pg_namespace AS space ON space.oid = own.relnamespace
       JOIN unnest(conkey) WITH ORDINALITY AS key (number, place) ON true
       JOIN pg_attribute ON attrelid = own.oid AND attnum = key.number
       WHERE contype = 'p' AND space.nspname = $1 ORDER BY key.place`,
      [this.#schema],
    )
    const of = (rows: readonly Row[], name: string, key: string): string[] =>
      rows.filter((row) => row['name'] === name).map((row) => String(row[key]))
    return [...new Set(columns.map(({ name }) => String(name)))].map((name) => ({
      name,
      columns: of(columns, name, 'column'),
      key: ['ctid'],
      primary: of(primary, name, 'column'),
      sized: of(
        columns.filter(({ type }) => type === 'text' || type === 'bytea'),
        name,
        'column',
      ),
      refersTo: of(references, name, 'other'),
    }))
  }

  async #close(): Promise<void> {
    try {
      await this.#heads.leave()
    } finally {
      await this.#connection.close()
    }
  }
}
