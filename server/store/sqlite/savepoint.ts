import type { DatabaseSync } from 'node:sqlite'

/** Written in one piece or not at all, whether the caller has a transaction or not. */
export function inOnePiece(db: DatabaseSync, write: () => void): void {
  db.exec('SAVEPOINT piece')
  try {
    write()
    db.exec('RELEASE piece')
  } catch (error) {
    // A full disk may have ended the whole transaction already.
    if (db.isTransaction) db.exec('ROLLBACK TO piece; RELEASE piece')
    throw error
  }
}
