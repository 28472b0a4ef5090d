import { setTimeout as pause } from 'node:timers/promises'
import { nanoid } from 'nanoid'
import type { NodeNews } from '../../contracts/nodes.ts'
import { schemaVersion } from '#shared/board/document.ts'
import { StoreError } from '../../contracts/store-error.ts'
import type { LogRow, Row, Value } from '../rows/sql.ts'
import { hasAnswered, mayPass, type Answer, type Sent } from './connection.ts'
import { steps } from './schema.ts'

/** A server that knows fewer steps than the database needs can do nothing with it. */
const outdated = 'a newer Boussole has changed it; start that version'

/** Somebody else may take the boards of a server so long after it was last heard of. */
export const leaseMs = 5_000
export const renewalMs = 1_500
/**
 * After so long without a word from the database its server among several forgets all boards: another one may have them, and
 * browsers must find it. A restart of PostgreSQL takes less. Not measured.
 */
const silenceMs = 2 * leaseMs

const inUse =
  'The database of DATABASE_URL is in use by another Boussole; stop it, or choose another DATABASE_SCHEMA. Several servers share a database when each has a NODE_ADDRESS.'

export interface HeadTools {
  /** Runs a statement. */
  readonly run: (text: string, values?: readonly Sent[]) => Promise<Answer>
  readonly isInTransaction: () => boolean
  readonly schema: string
  /** The address at which other servers reach this one. Null: it is the only one. */
  readonly address: string | null
}

/**
 * The boards of this server. A row of `node` is its lease: all boards together cost one renewal. A row of `head` says
 * whose lease a board is under, and how many rows its log has got. The token of a lease is random, and given once.
 */
export class Heads {
  readonly #tools: HeadTools
  /** How many rows the log of each own board has got, as committed. */
  readonly #next = new Map<string, number>()
  /** The same in the present transaction. */
  #pending = new Map<string, number>()
  /** Boards whose log was read under the present lease, and that nobody else has changed since. */
  readonly #read = new Set<string>()
  #token = ''
  /** The lease was held at this moment of the steady clock. */
  #heldAt = -Infinity
  /** The database said at this moment that nobody has ended the lease. */
  #knownAt = -Infinity
  #renewal: NodeJS.Timeout | undefined
  #isLost = false
  #clockMs = 0
  #takeovers = 0
  #fenced = 0
  #tell: (news: NodeNews) => void = () => undefined

  constructor(tools: HeadTools) {
    this.#tools = tools
  }

  get isDue(): boolean {
    return performance.now() - this.#heldAt > renewalMs
  }

  onNews(tell: (news: NodeNews) => void): void {
    this.#tell = tell
    // Nothing may act on a deadline before it knows the time of the database.
    this.#tellNews()
  }

  /** Takes a lease. A server without an address is alone, so it waits for the leases of others to end. */
  async join(): Promise<void> {
    for (let earlier = Number.POSITIVE_INFINITY; ;) {
      const until = await this.#tryToJoin()
      if (until === null) break
      // Somebody has renewed it.
      if (until > earlier) throw new StoreError(inUse, { kind: 'fenced' })
      earlier = until
      await pause(250)
    }
    this.#isLost = false
    clearInterval(this.#renewal)
    this.#renewal = setInterval(() => void this.#renewInTime(), renewalMs).unref()
  }

  /** Null: done. Otherwise the end of the longest lease with which it cannot be. */
  async #tryToJoin(): Promise<number | null> {
    const { run, address, schema } = this.#tools
    const token = nanoid()
    let [taken, askedAt]: [Answer | undefined, number] = [undefined, 0]
    await run('BEGIN')
    try {
      await run("SELECT pg_advisory_xact_lock(hashtextextended('boussole ' || $1, 0))", [schema])
      await run(
        `DELETE FROM node WHERE token IN (
           SELECT token FROM node WHERE until <= clock_timestamp() FOR UPDATE SKIP LOCKED)`,
      )
      const { rows: needed } = await run('SELECT max(needs) AS needs FROM schema_steps')
      if (Number(needed[0]?.['needs'] ?? 0) > steps.length)
        throw new StoreError(outdated, { kind: 'outdated' })
      const { rows } = await run(
        `SELECT CAST(max(extract(epoch FROM until) * 1000) AS bigint) AS until FROM node
         WHERE address IS NULL OR CAST($1 AS text) IS NULL`,
        [address],
      )
      const until = rows[0]?.['until'] ?? (await this.#formerLease())
      if (until !== null) {
        await run('COMMIT')
        return Number(until)
      }
      askedAt = performance.now()
      taken = await run(
        `INSERT INTO node (token, address, steps, documents, until)
         VALUES ($1, $2, $3, $4, clock_timestamp() + ${leaseMs} * interval '1 ms') RETURNING ${clock}`,
        [token, address, steps.length, schemaVersion],
      )
      await run('COMMIT')
    } catch (error) {
      await run('ROLLBACK').catch(() => undefined)
      throw error
    }
    this.#token = token
    this.#renewed(taken.rows[0] ?? {}, askedAt)
    return null
  }

  /** The end of the lease of a version that had the whole database to itself; null: there is none. */
  async #formerLease(): Promise<Value> {
    const { run, schema } = this.#tools
    const { rows } = await run("SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'holder'", [
      schema,
    ])
    if (!rows[0]) return null
    const { rows: held } = await run(
      `SELECT CAST(extract(epoch FROM until) * 1000 AS bigint) AS until FROM {}.holder WHERE until > clock_timestamp()`,
    )
    return held[0]?.['until'] ?? null
  }

  /**
   * The end of the statements that begin a transaction: they return a row while the lease is held, and keep it until the
   * transaction ends. `FOR SHARE` keeps everybody from changing the row; `FOR KEY SHARE` would let updates through.
   */
  hold(): string {
    return this.isDue
      ? `UPDATE node SET until = clock_timestamp() + ${leaseMs} * interval '1 ms' WHERE token = '${this.#token}' RETURNING ${clock}`
      : `SELECT NULL AS now FROM node WHERE token = '${this.#token}' FOR SHARE`
  }

  /** Takes the answer of `hold`. Throws when the lease has ended. */
  held({ rows }: Answer, startedAt: number): void {
    const [row] = rows
    if (!row) this.#lose()
    if (row['now'] !== null) this.#renewed(row, startedAt)
  }

  /** The address of the server that has a board; null: this one, or none. With `takes` this one takes it then. */
  async ownerOf(board: string, takes: boolean): Promise<string | null> {
    if (this.#isLost) throw lost()
    if (performance.now() - this.#heldAt > leaseMs / 2) await this.#renewOrKeep()
    return this.#next.has(board) ? null : this.#take(board, takes)
  }

  /** The addresses of the other servers. */
  async others(): Promise<readonly string[]> {
    const { rows } = await this.#tools.run(
      'SELECT DISTINCT address FROM node WHERE token <> $1 AND address IS NOT NULL AND until > clock_timestamp()',
      [this.#token],
    )
    return rows.map(({ address }) => String(address))
  }

  /** Adds rows to logs of boards of this server. A row that somebody else added or removed is noticed. */
  async addToLog(rows: readonly LogRow[]): Promise<void> {
    const nexts = new Map<string, number>()
    const places: number[] = []
    for (const { board } of rows) {
      const next = nexts.get(board) ?? (await this.#nextToWrite(board))
      places.push(next)
      nexts.set(board, next + 1)
    }
    if (rows.length === 0) return
    const { changes } = await this.#tools.run(statementOfAppend, [
      this.#token,
      rows.map(({ board }) => board),
      places,
      rows.map(({ data }) => data.byteLength),
      rows.map(({ checksum }) => checksum),
      rows.map(({ at }) => at),
      Buffer.concat(rows.map(({ data }) => data)),
    ])
    if (changes < rows.length) this.#fence([...nexts.keys()])
    for (const [board, next] of nexts) this.#setNext(board, next)
  }

  async #nextToWrite(board: string): Promise<number> {
    if (this.#nextOf(board) === undefined && (await this.#take(board, true)) !== null) this.#fence([board])
    const next = this.#nextOf(board)
    if (next === undefined) throw new StoreError(`there is no board ${board}`, { kind: 'rule' })
    if (!this.#read.has(board)) throw fenced(board)
    return next
  }

  rereads(board: string): void {
    this.#read.add(board)
  }

  /** A savepoint: returns a function that goes back to it. */
  mark(): () => void {
    const pending = new Map(this.#pending)
    return () => (this.#pending = pending)
  }

  committed(): void {
    for (const [board, next] of this.#pending) this.#next.set(board, next)
    this.#pending.clear()
  }

  rolledBack(): void {
    this.#pending.clear()
  }

  /** Nobody knows how many rows the logs have got. */
  unsure(): void {
    for (const board of this.#pending.keys()) {
      this.#next.delete(board)
      this.#read.delete(board)
    }
    this.#pending.clear()
  }

  /** Others may take all boards at once. */
  async leave(): Promise<void> {
    clearInterval(this.#renewal)
    await this.#tools.run('DELETE FROM node WHERE token = $1', [this.#token])
  }

  #nextOf(board: string): number | undefined {
    return this.#pending.get(board) ?? this.#next.get(board)
  }

  #setNext(board: string, next: number): void {
    if (this.#tools.isInTransaction()) this.#pending.set(board, next)
    else this.#next.set(board, next)
  }

  /**
   * Takes a board that nobody has, or whose server is gone. A lease that has ended never comes back, so the statement that
   * replaces its token is safe however long it takes. While a transaction of the former server is open, the board is still
   * that server's: waiting for it would hold up all other boards of this one.
   */
  async #take(board: string, takes: boolean): Promise<string | null> {
    const { run } = this.#tools
    for (let isHeld = false; ;) {
      const { rows } = await run(
        `SELECT head.token, head.next, head.schema, node.token AS lease, node.address, node.until <= clock_timestamp() AS ended
         FROM boards LEFT JOIN head ON head.board = boards.id LEFT JOIN node ON node.token = head.token
         WHERE boards.id = $1`,
        [board],
      )
      const [row] = rows
      if (!row) return null
      const { token = null, next, schema, lease = null, address, ended } = row
      if (token === this.#token) {
        this.#setNext(board, Number(next))
        return null
      }
      if (lease !== null && ended === 0) return String(address)
      if (!takes) return null
      const newer = Number(schema ?? 0) > schemaVersion ? await this.#serverFor(board, Number(schema)) : null
      if (newer !== null) return newer
      if (lease !== null && !(await this.#endLease(lease).catch(falseWhenReadOnly))) {
        if (isHeld) return String(address)
        isHeld = true
      } else if (await this.#replace(board, token)) return null
    }
  }

  /** A server that writes boards of a newer version, where this one could only read them. It takes the board when it is asked. */
  async #serverFor(board: string, schema: number): Promise<string | null> {
    const { rows } = await this.#tools.run(
      `SELECT address FROM node WHERE documents >= $1 AND until > clock_timestamp() AND address IS NOT NULL
       ORDER BY md5(token || $2) LIMIT 1`,
      [schema, board],
    )
    return rows[0] ? String(rows[0]['address']) : null
  }

  /** False while a transaction of that server is open, or when somebody else has ended it. */
  async #endLease(lease: Value): Promise<boolean> {
    const { changes } = await this.#tools.run(
      `DELETE FROM node WHERE token IN (
         SELECT token FROM node WHERE token = $1 AND until <= clock_timestamp() FOR UPDATE SKIP LOCKED)`,
      [lease],
    )
    return changes > 0
  }

  async #replace(board: string, former: Value): Promise<boolean> {
    const { run } = this.#tools
    if (former === null) {
      const { changes } = await run(
        'INSERT INTO head (board, token, next, schema) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING',
        [board, this.#token, schemaVersion],
      )
      if (changes === 0) return false
      this.#setNext(board, 0)
      // It is new.
      this.#read.add(board)
      return true
    }
    const { rows } = await run(
      `UPDATE head SET token = $1, schema = greatest(schema, $4)
       WHERE board = $2 AND token = $3 RETURNING next`,
      [this.#token, board, former, schemaVersion],
    )
    if (!rows[0]) return false
    this.#takeovers += 1
    this.#setNext(board, Number(rows[0]['next']))
    return true
  }

  /** Of several boards nobody knows which one it is: the caller tries each alone. */
  #fence([board = '', ...others]: readonly string[]): never {
    if (others.length > 0) throw fenced(`${board} or another one`)
    this.#fenced += 1
    this.#read.delete(board)
    this.#next.delete(board)
    this.#pending.delete(board)
    throw fenced(board)
  }

  async #renewInTime(): Promise<void> {
    if (this.#isLost) return
    const isAlone = this.#tools.address === null
    if (!isAlone && performance.now() - this.#knownAt > silenceMs) return this.#forget()
    // A transaction renews it by itself.
    if (this.#tools.isInTransaction()) return
    // Without an answer the next transaction finds out.
    await this.#renewOrKeep().catch(() => undefined)
    if (!this.#isLost) this.#tellNews()
  }

  /** Where nobody can write, nobody can end a lease: while its row is there, the boards can be read. */
  async #renewOrKeep(): Promise<void> {
    try {
      await this.#renew()
    } catch (cause) {
      if (this.#isLost || !takesNoWrites(cause)) throw cause
      const askedAt = performance.now()
      const { rows } = await this.#tools.run('SELECT 1 FROM node WHERE token = $1', [this.#token])
      if (!rows[0]) this.#lose()
      this.#knownAt = askedAt
    }
  }

  async #renew(): Promise<void> {
    const startedAt = performance.now()
    const { rows } = await this.#tools.run(
      `UPDATE node SET until = clock_timestamp() + ${leaseMs} * interval '1 ms' WHERE token = $1 RETURNING ${clock}`,
      [this.#token],
    )
    // Somebody who only reads would go on seeing an old board.
    if (!rows[0]) this.#lose()
    this.#renewed(rows[0], startedAt)
  }

  #renewed({ now }: Row, startedAt: number): void {
    this.#heldAt = startedAt
    this.#knownAt = startedAt
    this.#clockMs = Number(now) - (Date.now() - (performance.now() - startedAt) / 2)
  }

  /** Two servers would show people two different boards: this one forgets all of its own, or ends. */
  #lose(): never {
    const error = lost()
    if (this.#tools.address === null)
      setImmediate(() => {
        throw error
      })
    else this.#forget()
    throw error
  }

  #forget(): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#next.clear()
    this.#pending.clear()
    this.#read.clear()
    this.#tellNews()
  }

  #tellNews(): void {
    this.#tell({
      isLost: this.#isLost,
      boards: this.#next.size,
      takeovers: this.#takeovers,
      fenced: this.#fenced,
      clockMs: this.#clockMs,
    })
  }
}

/**
 * Adds all rows, in one trip. `head` says for each board whose it is and how many rows its log has got: a board that is not
 * as expected gets none. The data come in one piece, without the detour of texts.
 */
const statementOfAppend = `
  WITH added AS (
    SELECT *, sum(length) OVER (ORDER BY place) - length AS start
    FROM unnest(CAST($2 AS text[]), CAST($3 AS bigint[]), CAST($4 AS int[]), CAST($5 AS bigint[]), CAST($6 AS bigint[]))
      WITH ORDINALITY AS one (board, next, length, checksum, at, place)),
  own AS (SELECT board, min(next) AS next, count(*) AS rows FROM added GROUP BY board),
  mine AS (
    UPDATE head SET next = head.next + own.rows FROM own
    WHERE head.board = own.board AND head.token = $1 AND head.next = own.next RETURNING head.board)
  INSERT INTO log (board, data, checksum, at)
  SELECT board, substring(CAST($7 AS bytea) FROM CAST(start AS int) + 1 FOR length), checksum, at
  FROM added JOIN mine USING (board) ORDER BY place`

/** The database's time, in milliseconds since 1970. */
const clock = 'CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS now'

/** The database answers, and has no room or is read-only. */
function takesNoWrites(error: unknown): boolean {
  return hasAnswered(error) && mayPass(error)
}

function falseWhenReadOnly(error: unknown): false {
  if (!takesNoWrites(error)) throw error
  return false
}

function fenced(board: string): StoreError {
  return new StoreError(`another server has written board ${board}, or taken it`, { kind: 'fenced' })
}

function lost(): StoreError {
  return new StoreError('another Boussole has taken the database of DATABASE_URL', { kind: 'fenced' })
}
