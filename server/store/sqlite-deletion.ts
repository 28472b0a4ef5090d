import type { DatabaseSync } from 'node:sqlite'
import type { SyncStore } from './sqlite-protocol.ts'

/**
 * Deletes everything of a board. Which tables have something is asked of the database itself, so that a table added
 * later cannot be forgotten; `secure_delete` overwrites what was in them.
 */
export function sqliteDeletion(db: DatabaseSync): Pick<SyncStore, 'deleteBoard'> {
  const tablesWith = db.prepare(`
    SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = ?`)
  const inTables = (column: string, where: string) =>
    tablesWith.all(column).map(({ name }) => db.prepare(`DELETE FROM "${String(name)}" WHERE ${where}`))
  const ofRounds = inTables('round', 'round IN (SELECT id FROM rounds WHERE board = ?)')
  const ofBoard = inTables('board', 'board = ?')
  const itself = db.prepare('DELETE FROM boards WHERE id = ?')

  return {
    deleteBoard: (board) => {
      // In any order: who refers to whom is looked at once all is gone.
      db.exec('PRAGMA defer_foreign_keys = ON')
      for (const statement of [...ofRounds, ...ofBoard, itself]) statement.run(board)
      db.exec('PRAGMA defer_foreign_keys = OFF')
    },
  }
}
