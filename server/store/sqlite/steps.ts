import type { DatabaseSync } from 'node:sqlite'
import type { SyncStore } from './protocol.ts'

/** People who are done with the running step. Only those of the newest move are kept. */
export function sqliteSteps(db: DatabaseSync): Pick<SyncStore, 'doneInStep' | 'setStepDone'> {
  const find = db.prepare('SELECT participant FROM steps_done WHERE board = ? AND move = ?')
  const add = db.prepare(
    'INSERT INTO steps_done (board, move, participant) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM steps_done WHERE board = ? AND move = ? AND participant = ?')
  const forget = db.prepare('DELETE FROM steps_done WHERE board = ? AND move < ?')
  return {
    doneInStep: (board, move) => find.all(board, move).map(({ participant }) => String(participant)),
    setStepDone: (board, move, participant, isDone) => {
      forget.run(board, move)
      if (isDone) add.run(board, move, participant)
      else remove.run(board, move, participant)
    },
  }
}
