import { createHash } from 'node:crypto'
import { StoreError } from '../../contracts/store-error.ts'
import { inOrderOfReferences, rowBytes, sliceBytes } from './deletion.ts'
import type { Database, Row, Table, Value } from './sql.ts'

export interface Moved {
  readonly boards: number
  readonly rows: number
}

/** Tables that each database has for itself. */
const own: ReadonlySet<string> = new Set(['probe', 'node', 'head', 'schema_steps'])
/** Their rows have numbers to which others refer. */
const numbered: ReadonlySet<string> = new Set(['log', 'desk_log', 'replay_pages'])
/** Where the order of equal times is the order in which rows came. */
const inOrderOfComing: ReadonlySet<string> = new Set(['boards', 'checkpoints'])
/** Values of one statement: SQLite takes 32,766, PostgreSQL 65,535. */
const mostValues = 30_000
const mostRows = 500

/**
 * Copies everything to an empty database, in one transaction, reads both again and compares them. Throws `StoreError`; the
 * target is then as it was.
 */
export async function moveRows(from: Database, to: Database): Promise<Moved> {
  const tables = await sharedTables(from, to)
  for (const name of ['boards', 'templates', 'withdrawn_pages'])
    if (await to.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get())
      throw new StoreError('The target has boards or templates already; name an empty one.')
  const read = new Map<string, Digest>()
  await to.inOnePiece(async () => {
    for (const { source, target } of tables) {
      // A server that started there once has made its own key.
      await to.prepare(`DELETE FROM ${target.name}`).run()
      const digest = new Digest()
      for await (const rows of slicesOf(from, source)) {
        digest.add(source, rows)
        await insert(to, target, rows)
      }
      if (numbered.has(source.name)) await to.setLastNumber(source.name, await from.lastNumber(source.name))
      read.set(source.name, digest)
    }
    for (const { target } of tables) {
      const digest = new Digest()
      for await (const rows of slicesOf(to, target)) digest.add(target, rows)
      if (digest.end() !== read.get(target.name)?.end())
        throw new StoreError(`The table ${target.name} is not the same in both; use the first one.`)
    }
  })
  const counts = [...read].map(([name, { rows }]) => ({ name, rows }))
  return {
    boards: counts.find(({ name }) => name === 'boards')?.rows ?? 0,
    rows: counts.reduce((sum, { rows }) => sum + rows, 0),
  }
}

interface SharedTable {
  readonly source: Table
  readonly target: Table
}

/** A table comes after those to which it refers. */
async function sharedTables(from: Database, to: Database): Promise<readonly SharedTable[]> {
  const moved = ({ name }: Table): boolean => !own.has(name) && !name.startsWith('sqlite_')
  const [sources, targets] = [(await from.tables()).filter(moved), (await to.tables()).filter(moved)]
  const byName = new Map(targets.map((table) => [table.name, table]))
  return inOrderOfReferences(sources)
    .toReversed()
    .map((source) => {
      const target = byName.get(source.name)
      if (!target || sources.length !== targets.length)
        throw new StoreError('The databases have different tables; both must be of this version.')
      return { source, target }
    })
}

/** Without the numbers by which one database keeps the order of its rows. */
function columnsOf({ columns }: Table): readonly string[] {
  return columns.filter((column) => column !== 'rowid').toSorted()
}

/** Slices that one process can hold. */
async function* slicesOf(db: Database, table: Table): AsyncGenerator<readonly Row[]> {
  const { name, key, primary, sized } = table
  const order = inOrderOfComing.has(name) ? ['rowid'] : primary.length > 0 ? primary : key
  const keys = order.map((column, index) => `${column} AS key${index}`).join()
  const size = sized.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ') || '0'
  const sorted = `ORDER BY ${order.join()} LIMIT`
  const places = order.map(() => '?').join()
  const statements = [false, true].map((isLater) => {
    const where = isLater ? `WHERE (${order.join()}) > (${places})` : ''
    return {
      sizes: db.prepare(`SELECT ${keys}, ${size} AS bytes FROM ${name} ${where} ${sorted} ${mostRows}`),
      rows: (count: number) =>
        db.prepare(`SELECT ${columnsOf(table).join()} FROM ${name} ${where} ${sorted} ${count}`),
    }
  })
  for (let after: readonly Value[] = []; ;) {
    const statement = statements[after.length === 0 ? 0 : 1]
    const sizes = (await statement?.sizes.all(...after)) ?? []
    let left = 2 * sliceBytes
    const count = sizes.findIndex(({ bytes }) => (left -= Number(bytes) + rowBytes) < 0)
    // A row that is larger than a slice comes alone.
    const taken = count < 0 ? sizes.length : Math.max(1, count)
    const last = sizes[taken - 1]
    if (!statement || !last) return
    yield await statement.rows(taken).all(...after)
    after = order.map((_, index) => last[`key${index}`] ?? null)
  }
}

async function insert(db: Database, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = columnsOf(table)
  const most = Math.floor(mostValues / columns.length)
  for (let first = 0; first < rows.length; first += most) {
    const some = rows.slice(first, first + most)
    const places = `(${columns.map(() => '?').join()})`
    const text = `INSERT INTO ${table.name} (${columns.join()}) VALUES ${some.map(() => places).join()}`
    await db.prepare(text).run(...some.flatMap((row) => columns.map((column) => row[column] ?? null)))
  }
}

/** Says whether rows are the same, in the same order. */
class Digest {
  readonly #hash = createHash('sha256')
  rows = 0

  add(table: Table, rows: readonly Row[]): void {
    const columns = columnsOf(table)
    this.rows += rows.length
    for (const row of rows)
      for (const column of columns) {
        const value = row[column] ?? null
        const bytes = value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value))
        this.#hash.update(`${typeof value} ${bytes.byteLength} `).update(bytes)
      }
  }

  end(): string {
    return this.#hash.copy().digest('hex')
  }
}
