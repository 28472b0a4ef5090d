import type { DatabaseSync } from 'node:sqlite'
import type { ArchiveRows, CheckpointRows } from '../../contracts/archive.ts'
import { isDamage, mayPass, storeError } from './database.ts'
import type { SqliteLog } from './log.ts'
import { sqliteReplayRows } from './replay-rows.ts'
import { inOnePiece } from './savepoint.ts'

export interface ArchiveRowParts extends Pick<ArchiveRows, 'settled' | 'warn'> {
  readonly log: SqliteLog
  readonly checkpoints: CheckpointRows
}

/** The rows that the archive works on. */
export function archiveRows(
  db: DatabaseSync,
  { log, checkpoints, settled, warn }: ArchiveRowParts,
): ArchiveRows {
  return {
    log,
    checkpoints,
    replays: sqliteReplayRows(db),
    inTransaction: (write) => {
      try {
        db.exec('BEGIN IMMEDIATE')
        write()
        db.exec('COMMIT')
      } catch (error) {
        log.recount()
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    inOnePiece: (write) => inOnePiece(db, write),
    problemOf: (error) => ({
      message: storeError(error).message,
      isDamage: isDamage(error),
      mayPass: mayPass(error),
    }),
    settled,
    warn,
  }
}
