import type { DatabaseSync } from 'node:sqlite'

/** Runs `write` as a whole or not at all, inside the caller's transaction or without one. */
export async function inOnePiece(db: DatabaseSync, write: () => Promise<void>): Promise<void> {
  db.exec('SAVEPOINT piece')
  try {
    await write()
    db.exec('RELEASE piece')
  } catch (error) {
    // A full disk may have ended the whole transaction already.
    if (db.isTransaction) db.exec('ROLLBACK TO piece; RELEASE piece')
    throw error
  }
}
