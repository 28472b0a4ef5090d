import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { SyncStore } from './protocol.ts'

/** Bytes that one request may delete or copy. Other commits wait for it: some 10 ms (measured). */
export const sliceBytes = 2_097_152
/** Cost of a row beside its bytes, in tables with random keys: a thousand rows take 8 ms (measured). */
export const rowBytes = 2_000
const sliceRows = Math.ceil(sliceBytes / rowBytes)

type DeletionOperations = Pick<
  SyncStore,
  'deleteBoard' | 'beginDeletion' | 'deleteSlice' | 'unfinishedBoards'
>

/**
 * Deletes everything of a board. The database itself names the tables that hold something of it, so that no later
 * table can be forgotten. `secure_delete` overwrites the deleted bytes.
 */
export function sqliteDeletion(db: DatabaseSync): DeletionOperations {
  const tables = boardTables(db)
  const all = tables.map(({ name, where }) => db.prepare(`DELETE FROM "${name}" WHERE ${where}`))
  const unmark = db.prepare('DELETE FROM unfinished WHERE board = ?')
  const itself = db.prepare('DELETE FROM boards WHERE id = ?')
  const sliced = tables.map((table) => slicedTable(db, table))
  const mark = db.prepare(`
    INSERT INTO unfinished (board) SELECT id FROM boards WHERE id = ? ON CONFLICT DO NOTHING`)
  const unfinished = db.prepare('SELECT board FROM unfinished')

  const handOver = handPageOver(db)

  function deleteBoard(board: string): void {
    for (const statement of [...all, unmark, itself]) statement.run(board)
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
      handOver(board)
      if (isSmall(board)) {
        deleteBoard(board)
        return true
      }
      mark.run(board)
      // Together with the mark: when even this fails, the board stays as it was.
      deleteSlice(board)
      return false
    },

    deleteSlice,

    unfinishedBoards: () => unfinished.all().map(({ board }) => String(board)),
  }
}

/** The purpose page of a board that goes belongs to a board that went on from it, too: it stays, with all versions. */
function handPageOver(db: DatabaseSync): (board: string) => void {
  const heirOf = db.prepare(`
    SELECT board FROM purpose_of WHERE root = ? AND board NOT IN (SELECT board FROM unfinished)
    ORDER BY board LIMIT 1`)
  const tables = ['purpose_pages', 'purpose_versions', 'purpose_files', 'purpose_views']
  const moves = tables.map((name) => db.prepare(`UPDATE ${name} SET board = ?1 WHERE board = ?2`))
  const others = db.prepare('UPDATE purpose_of SET root = ?1 WHERE root = ?2')
  const itself = db.prepare('DELETE FROM purpose_of WHERE board = ?')
  return (board) => {
    const heir = heirOf.get(board)?.['board']
    if (typeof heir !== 'string') return
    // The files of a version name it: both change in one transaction.
    db.exec('PRAGMA defer_foreign_keys = ON')
    for (const move of moves) move.run(heir, board)
    others.run(heir, board)
    itself.run(heir)
  }
}

type Row = Readonly<Record<string, SQLInputValue>>

interface BoardTable {
  readonly name: string
  /** Condition for its rows of one board. */
  readonly where: string
  /** Columns that identify a row. */
  readonly key: readonly string[]
  /** SQL for the size of a row. */
  readonly bytes: string
}

function slicedTable(db: DatabaseSync, { name, where, key, bytes }: BoardTable) {
  const columns = key.map((column, index) => `"${column}" AS key${index}`).join()
  return {
    // Reads no more rows than it needs to tell a small board from a large one.
    sum: db.prepare(`
      SELECT coalesce(sum(bytes), 0) AS bytes
      FROM (SELECT ${bytes} + ${rowBytes} AS bytes FROM "${name}" WHERE ${where} LIMIT ${2 * sliceRows})`),
    first: db.prepare(
      `SELECT ${columns}, ${bytes} AS bytes FROM "${name}" WHERE ${where} LIMIT ${sliceRows}`,
    ),
    drop: db.prepare(`DELETE FROM "${name}" WHERE ${key.map((column) => `"${column}" = ?`).join(' AND ')}`),
    keyOf: (row: Row) => key.map((_, index) => row[`key${index}`] ?? null),
  }
}

/** All tables with rows of boards but `boards` and `unfinished`. A table comes before those that it refers to. */
export function boardTables(db: DatabaseSync): readonly BoardTable[] {
  const names = db.prepare(`
    SELECT name, wr FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT IN ('boards', 'unfinished')`)
  const columnsOf = db.prepare('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY pk')
  const depthOf = referenceDepths(db)
  const tables = names.all().flatMap((row): BoardTable[] => {
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

/** How many references lead from a table to the last one. */
function referenceDepths(db: DatabaseSync): (table: string) => number {
  const references = db.prepare('SELECT "table" AS name FROM pragma_foreign_key_list(?)')
  const depths = new Map<string, number>()
  const depthOf = (table: string): number => {
    const known = depths.get(table)
    if (known !== undefined) return known
    const depth = Math.max(0, ...references.all(table).map(({ name }) => 1 + depthOf(String(name))))
    depths.set(table, depth)
    return depth
  }
  return depthOf
}
