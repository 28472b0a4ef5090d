import type { DatabaseSync } from 'node:sqlite'
import type { SyncStore } from './sqlite-protocol.ts'

/** What others' commits may have to wait for: some 10 ms (measured). */
export const sliceBytes = 2_097_152
/** What a row costs beside its bytes. */
const rowBytes = 500
const sliceRows = Math.ceil(sliceBytes / rowBytes)

/**
 * Deletes everything of a board. Which tables have something is asked of the database itself, so that a table added
 * later cannot be forgotten; `secure_delete` overwrites what was in them.
 */
export function sqliteDeletion(
  db: DatabaseSync,
): Pick<SyncStore, 'deleteBoard' | 'beginDeletion' | 'deleteSlice' | 'unfinishedBoards'> {
  const tablesWith = db.prepare(`
    SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = ?`)
  const inTables = (column: string, where: string) =>
    tablesWith.all(column).map(({ name }) => db.prepare(`DELETE FROM "${String(name)}" WHERE ${where}`))
  const ofRounds = inTables('round', 'round IN (SELECT id FROM rounds WHERE board = ?)')
  const ofBoard = inTables('board', 'board = ?')
  const itself = db.prepare('DELETE FROM boards WHERE id = ?')

  const largeTables = db.prepare(`
    SELECT tables.name, group_concat('coalesce(length("' || blobs.name || '"), 0)', ' + ') AS bytes
    FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS blobs
    WHERE tables.type = 'table' AND tables.wr = 0 AND blobs.type = 'BLOB'
      AND EXISTS (SELECT 1 FROM pragma_table_info(tables.name) AS columns WHERE columns.name = 'board')
    GROUP BY tables.name`)
  // A crowd's sessions, too, which nothing refers to once the handovers are gone.
  const large = [...largeTables.all(), { name: 'sessions', bytes: '0' }].map(({ name, bytes }) => {
    const table = `"${String(name)}"`
    return {
      sum: db.prepare(`
        SELECT coalesce(sum(${String(bytes)} + ${rowBytes}), 0) AS bytes FROM ${table} WHERE board = ?`),
      first: db.prepare(`
        SELECT rowid AS id, ${String(bytes)} AS bytes FROM ${table} WHERE board = ? LIMIT ${sliceRows}`),
      drop: db.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
    }
  })
  const mark = db.prepare(`
    INSERT INTO unfinished (board) SELECT id FROM boards WHERE id = ? ON CONFLICT DO NOTHING`)
  const unfinished = db.prepare('SELECT board FROM unfinished')
  const dropHandovers = db.prepare('DELETE FROM handovers WHERE board = ?')

  function deleteBoard(board: string): void {
    // In any order: who refers to whom is looked at once all is gone.
    db.exec('PRAGMA defer_foreign_keys = ON')
    for (const statement of [...ofRounds, ...ofBoard, itself]) statement.run(board)
    db.exec('PRAGMA defer_foreign_keys = OFF')
  }

  function deleteSlice(board: string): boolean {
    let left = sliceBytes
    for (const { first, drop } of large) {
      for (const row of first.all(board)) {
        if (left <= 0) return true
        drop.run(Number(row['id']))
        left -= Number(row['bytes']) + rowBytes
      }
    }
    return left <= 0
  }

  return {
    deleteBoard,

    beginDeletion: (board) => {
      const bytes = large.reduce((total, { sum }) => total + Number(sum.get(board)?.['bytes']), 0)
      if (bytes <= 2 * sliceBytes) {
        deleteBoard(board)
        return true
      }
      mark.run(board)
      dropHandovers.run(board)
      // Together with the mark: where not even this goes, the board stays as it was.
      deleteSlice(board)
      return false
    },

    deleteSlice,

    unfinishedBoards: () => unfinished.all().map(({ board }) => String(board)),
  }
}
