import type { DatabaseSync } from 'node:sqlite'
import type { Deadline } from '../../contracts/deadlines.ts'

export interface SqliteDeadlines {
  readonly all: () => readonly Deadline[]
  readonly set: (deadline: Deadline) => void
  readonly clear: (board: string, id: string) => void
}

/** Deadlines. Callers write them in the transaction of the row that they belong to. */
export function sqliteDeadlines(db: DatabaseSync): SqliteDeadlines {
  const all = db.prepare('SELECT board, activity, id, at FROM deadlines ORDER BY at, board, id')
  const set = db.prepare('INSERT OR REPLACE INTO deadlines (board, activity, id, at) VALUES (?, ?, ?, ?)')
  const clear = db.prepare('DELETE FROM deadlines WHERE board = ? AND id = ?')
  return {
    all: () => all.all().map((row) => ({ ...row })) as unknown as readonly Deadline[],
    set: ({ board, activity, id, at }) => void set.run(board, activity, id, at),
    clear: (board, id) => void clear.run(board, id),
  }
}
