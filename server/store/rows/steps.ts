import type { Sql } from './sql.ts'
import type { PhaseNotes } from '#shared/agenda/steps.ts'
import type { StoreOperations } from './protocol.ts'

/** People who are done with the running step. Only those of the newest move are kept. */
export function stepRows(
  db: Sql,
): Pick<StoreOperations, 'doneInStep' | 'setStepDone' | 'forgetStepsDone' | 'phaseNotes' | 'keepPhaseNotes'> {
  const find = db.prepare('SELECT participant FROM steps_done WHERE board = ? AND move = ?')
  const add = db.prepare(
    'INSERT INTO steps_done (board, move, participant) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM steps_done WHERE board = ? AND move = ? AND participant = ?')
  const forget = db.prepare('DELETE FROM steps_done WHERE board = ? AND move < ?')
  const forgetAll = db.prepare('DELETE FROM steps_done WHERE board = ?')
  const notesOf = db.prepare('SELECT notes FROM phase_notes WHERE board = ?')
  const keepNotes = db.prepare(
    'INSERT INTO phase_notes (board, notes) VALUES (?, ?) ON CONFLICT (board) DO UPDATE SET notes = excluded.notes',
  )
  return {
    phaseNotes: async (board) => {
      const row = await notesOf.get(board)
      return row ? (JSON.parse(String(row['notes'])) as PhaseNotes) : {}
    },
    keepPhaseNotes: async (board, notes) => void (await keepNotes.run(board, JSON.stringify(notes))),
    doneInStep: async (board, move) =>
      (await find.all(board, move)).map(({ participant }) => String(participant)),
    setStepDone: async (board, move, participant, isDone) => {
      await forget.run(board, move)
      if (isDone) await add.run(board, move, participant)
      else await remove.run(board, move, participant)
    },
    forgetStepsDone: async (board) => void (await forgetAll.run(board)),
  }
}
