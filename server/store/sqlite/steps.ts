import type { DatabaseSync } from 'node:sqlite'
import type { PhaseNotes } from '#shared/agenda/phase-notes.ts'
import type { SyncStore } from './protocol.ts'

/** People who are done with the running step. Only those of the newest move are kept. */
export function sqliteSteps(
  db: DatabaseSync,
): Pick<SyncStore, 'doneInStep' | 'setStepDone' | 'forgetStepsDone' | 'phaseNotes' | 'keepPhaseNotes'> {
  const find = db.prepare('SELECT participant FROM steps_done WHERE board = ? AND move = ?')
  const add = db.prepare(
    'INSERT INTO steps_done (board, move, participant) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM steps_done WHERE board = ? AND move = ? AND participant = ?')
  const forget = db.prepare('DELETE FROM steps_done WHERE board = ? AND move < ?')
  const forgetAll = db.prepare('DELETE FROM steps_done WHERE board = ?')
  const notesOf = db.prepare('SELECT notes FROM phase_notes WHERE board = ?')
  const keepNotes = db.prepare('INSERT OR REPLACE INTO phase_notes (board, notes) VALUES (?, ?)')
  return {
    phaseNotes: (board) => {
      const row = notesOf.get(board)
      return row ? (JSON.parse(String(row['notes'])) as PhaseNotes) : {}
    },
    keepPhaseNotes: (board, notes) => void keepNotes.run(board, JSON.stringify(notes)),
    doneInStep: (board, move) => find.all(board, move).map(({ participant }) => String(participant)),
    setStepDone: (board, move, participant, isDone) => {
      forget.run(board, move)
      if (isDone) add.run(board, move, participant)
      else remove.run(board, move, participant)
    },
    forgetStepsDone: (board) => void forgetAll.run(board),
  }
}
