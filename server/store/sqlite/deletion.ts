import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { SyncStore } from './protocol.ts'

/** What others' commits may have to wait for: some 10 ms (measured). */
export const sliceBytes = 2_097_152
/** What a row costs beside its bytes, in tables whose keys are random: a thousand of them take 8 ms (measured). */
export const rowBytes = 2_000
const sliceRows = Math.ceil(sliceBytes / rowBytes)

/**
 * Deletes everything of a board. Which tables have something is asked of the database itself, so that a table added
 * later cannot be forgotten; `secure_delete` overwrites what was in them.
 */
export function sqliteDeletion(
  db: DatabaseSync,
): Pick<SyncStore, 'deleteBoard' | 'beginDeletion' | 'deleteSlice' | 'unfinishedBoards'> {
  const tables = tablesOfBoards(db)
  const all = tables.map(({ name, where }) => db.prepare(`DELETE FROM "${name}" WHERE ${where}`))
  const mentioned = db.prepare('DELETE FROM unfinished WHERE board = ?')
  const itself = db.prepare('DELETE FROM boards WHERE id = ?')
  const sliced = tables.map(({ name, where, key, bytes }) => {
    const columns = key.map((column, index) => `"${column}" AS key${index}`).join()
    return {
      // No more than tells a small board from a large one.
      sum: db.prepare(`
        SELECT coalesce(sum(bytes), 0) AS bytes
        FROM (SELECT ${bytes} + ${rowBytes} AS bytes FROM "${name}" WHERE ${where} LIMIT ${2 * sliceRows})`),
      first: db.prepare(
        `SELECT ${columns}, ${bytes} AS bytes FROM "${name}" WHERE ${where} LIMIT ${sliceRows}`,
      ),
      drop: db.prepare(`DELETE FROM "${name}" WHERE ${key.map((column) => `"${column}" = ?`).join(' AND ')}`),
      keyOf: (row: Row) => key.map((_, index) => row[`key${index}`] ?? null),
    }
  })
  const mark = db.prepare(`
    INSERT INTO unfinished (board) SELECT id FROM boards WHERE id = ? ON CONFLICT DO NOTHING`)
  const unfinished = db.prepare('SELECT board FROM unfinished')

  function deleteBoard(board: string): void {
    for (const statement of [...all, mentioned, itself]) statement.run(board)
  }

  function isSmall(board: string): boolean {
    let bytes = 0
    return sliced.every(({ sum }) => (bytes += Number(sum.get(board)?.['bytes'])) <= 2 * sliceBytes)
  }

  function deleteSlice(board: string): boolean {
    let left = sliceBytes
    for (const { first, drop, keyOf } of sliced) {
      for (const row of first.all(board)) {
        if (left <= 0) return true
        drop.run(...keyOf(row))
        left -= Number(row['bytes']) + rowBytes
      }
    }
    return left <= 0
  }

  return {
    deleteBoard,

    beginDeletion: (board) => {
      if (isSmall(board)) {
        deleteBoard(board)
        return true
      }
      mark.run(board)
      // Together with the mark: where not even this goes, the board stays as it was.
      deleteSlice(board)
      return false
    },

    deleteSlice,

    unfinishedBoards: () => unfinished.all().map(({ board }) => String(board)),
  }
}

type Row = Readonly<Record<string, SQLInputValue>>

interface Table {
  readonly name: string
  /** Its rows of one board. */
  readonly where: string
  /** What tells its rows apart. */
  readonly key: readonly string[]
  /** SQL for what a row takes. */
  readonly bytes: string
}

/** But the boards themselves, and which are unfinished. In an order in which nothing goes before what refers to it. */
function tablesOfBoards(db: DatabaseSync): readonly Table[] {
  const names = db.prepare(`
    SELECT name, wr FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT IN ('boards', 'unfinished')`)
  const columnsOf = db.prepare('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY pk')
  const referredBy = db.prepare('SELECT "table" AS name FROM pragma_foreign_key_list(?)')

  const depths = new Map<string, number>()
  const depthOf = (table: string): number => {
    const known = depths.get(table)
    if (known !== undefined) return known
    const depth = Math.max(0, ...referredBy.all(table).map(({ name }) => 1 + depthOf(String(name))))
    depths.set(table, depth)
    return depth
  }

  const tables = names.all().flatMap((row): Table[] => {
    const name = String(row['name'])
    const columns = columnsOf.all(name)
    const has = (column: string): boolean => columns.some((other) => other['name'] === column)
    const where = has('board') ? 'board = ?' : 'round IN (SELECT id FROM rounds WHERE board = ?)'
    if (!has('board') && !has('round')) return []
    const keys = columns.filter(({ pk }) => Number(pk) > 0).map((column) => String(column['name']))
    const sizes = columns
      .filter(({ type }) => type === 'BLOB' || type === 'TEXT')
      .map((column) => `coalesce(octet_length("${String(column['name'])}"), 0)`)
    return [{ name, where, key: Number(row['wr']) === 1 ? keys : ['rowid'], bytes: sizes.join(' + ') || '0' }]
  })
  return tables.toSorted((a, b) => depthOf(b.name) - depthOf(a.name))
}
