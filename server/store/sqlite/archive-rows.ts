import type { DatabaseSync } from 'node:sqlite'
import type { ArchiveRows, CheckpointRows } from '../../contracts/archive.ts'
import { isDamage, mayPass, storeError, inOnePiece } from './database.ts'
import type { SqliteLog } from './log.ts'
import { sqliteReplayRows } from './replay-rows.ts'

export interface ArchiveRowParts extends Pick<ArchiveRows, 'inTurn' | 'settled' | 'warn'> {
  readonly log: SqliteLog
  readonly checkpoints: CheckpointRows
}

/** The rows that the archive works on. */
export function archiveRows(
  db: DatabaseSync,
  { log, checkpoints, inTurn, settled, warn }: ArchiveRowParts,
): ArchiveRows {
  return {
    log,
    checkpoints,
    replays: sqliteReplayRows(db),
    inTurn,
    inTransaction: async (write) => {
      try {
        db.exec('BEGIN IMMEDIATE')
        await write()
        db.exec('COMMIT')
      } catch (error) {
        log.recount()
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    inOnePiece: async (write) => inOnePiece(db, write),
    problemOf: (error) => ({
      message: storeError(error).message,
      isDamage: isDamage(error),
      mayPass: mayPass(error),
    }),
    settled,
    warn,
  }
}
