import type { ArchiveRows, CheckpointRows } from '../../contracts/archive.ts'
import type { BoardLog } from './log.ts'
import { replayRows } from './replay-rows.ts'
import type { OpenRows } from './sql.ts'

export interface ArchiveRowParts extends Pick<ArchiveRows, 'inTurn' | 'settled' | 'warn'> {
  readonly log: BoardLog
  readonly checkpoints: CheckpointRows
}

/** The rows that the archive works on. */
export function archiveRows(
  db: OpenRows,
  { log, checkpoints, inTurn, settled, warn }: ArchiveRowParts,
): ArchiveRows {
  return {
    log,
    checkpoints,
    replays: replayRows(db),
    inTurn,
    inTransaction: async (write) => {
      try {
        await db.begin()
        await write()
        await db.commit()
      } catch (error) {
        log.recount()
        await db.rollBack()
        throw error
      }
    },
    inOnePiece: db.inOnePiece,
    problemOf: db.problemOf,
    settled,
    warn,
  }
}
