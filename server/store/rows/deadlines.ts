import type { Sql } from './sql.ts'
import type { Deadline } from '../../contracts/deadlines.ts'

export interface DeadlineRows {
  readonly all: () => Promise<readonly Deadline[]>
  readonly set: (deadline: Deadline) => Promise<void>
  readonly clear: (board: string, id: string) => Promise<void>
}

/** Deadlines. Callers write them in the transaction of the row that they belong to. */
export function deadlineRows(db: Sql): DeadlineRows {
  const all = db.prepare('SELECT board, activity, id, at FROM deadlines ORDER BY at, board, id')
  const set = db.prepare(`
    INSERT INTO deadlines (board, activity, id, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (board, activity, id) DO UPDATE SET at = excluded.at`)
  const clear = db.prepare('DELETE FROM deadlines WHERE board = ? AND id = ?')
  return {
    all: async () => (await all.all()).map((row) => ({ ...row })) as unknown as readonly Deadline[],
    set: async ({ board, activity, id, at }) => void (await set.run(board, activity, id, at)),
    clear: async (board, id) => void (await clear.run(board, id)),
  }
}
