import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Looks into a server's database from outside, as an administrator could. */
export function inDatabase<T>(dir: string, look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(dir, 'boussole.sqlite'))
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** Turns one bit of a row of the log, as a bad disk does; `row` selects its `seq` for a board. */
export function spoilRow(dir: string, row: string, board: string): void {
  inDatabase(dir, (db) => {
    const seq = Number(db.prepare(row).get(board)?.['seq'])
    const data = db.prepare('SELECT data FROM log WHERE seq = ?').get(seq)?.['data'] as Uint8Array
    const at = Math.floor(data.length / 2)
    data[at] = (data[at] ?? 0) ^ 1
    db.prepare('UPDATE log SET data = ? WHERE seq = ?').run(data, seq)
  })
}

/** Overwrites the page from which SQLite finds everything of a table or index. */
export function spoilRoot(dir: string, name: string): void {
  const { page, size } = inDatabase(dir, (db) => {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE')
    return {
      page: Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.['rootpage']),
      size: Number(db.prepare('PRAGMA page_size').get()?.['page_size']),
    }
  })
  const file = openSync(join(dir, 'boussole.sqlite'), 'r+')
  writeSync(file, Buffer.alloc(size, 0xff), 0, size, (page - 1) * size)
  closeSync(file)
}

export const lastRow = 'SELECT seq FROM log WHERE board = ? ORDER BY seq DESC LIMIT 1'
