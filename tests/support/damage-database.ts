import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Looks into a server's database from outside, as an administrator could; waits while the server is writing. */
export function inDatabase<T>(dir: string, look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(dir, 'boussole.sqlite'), { timeout: 30_000 })
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** Turns one bit of a row of the log, as a bad disk does; `row` selects its `seq` for a board. */
export function damageRow(dir: string, row: string, board: string): void {
  inDatabase(dir, (db) => {
    const seq = Number(db.prepare(row).get(board)?.['seq'])
    const data = db.prepare('SELECT data FROM log WHERE seq = ?').get(seq)?.['data'] as Uint8Array
    const at = Math.floor(data.length / 2)
    data[at] = (data[at] ?? 0) ^ 1
    db.prepare('UPDATE log SET data = ? WHERE seq = ?').run(data, seq)
  })
}

/** Overwrites the page from which SQLite finds everything of a table or index. */
export function damageRootPage(dir: string, name: string): void {
  damagePages(dir, (db) => [
    Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.['rootpage']),
  ])
}

/** Overwrites the pages with entries of a table or index that have this text and none of the others; returns how many. */
export function damageLeafPages(
  dir: string,
  name: string,
  text: string,
  others: readonly string[] = [],
): number {
  return damagePages(dir, (db, page) =>
    leavesOf(db, name).filter(
      (number) => page(number).includes(text) && !others.some((other) => page(number).includes(other)),
    ),
  )
}

/** The same while a server has the database open; entries in its write-ahead log alone stay whole. */
export function damageLeafPagesInUse(dir: string, name: string, text: string): number {
  const path = join(dir, 'boussole.sqlite')
  const { leaves, size } = inDatabase(dir, (db) => ({ leaves: leavesOf(db, name), size: pageSizeOf(db) }))
  const bytes = readFileSync(path)
  const chosen = leaves.filter((number) => bytes.subarray((number - 1) * size, number * size).includes(text))
  overwrite(path, chosen, size)
  return chosen.length
}

/** Overwrites the last page of a table or index: whatever is added would come there. */
export function damageLastPage(dir: string, name: string): void {
  damagePages(dir, (db) => leavesOf(db, name).slice(-1))
}

function leavesOf(db: DatabaseSync, name: string): readonly number[] {
  const leaves = db.prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
  return leaves.all(name).map(({ pageno }) => Number(pageno))
}

function damagePages(
  dir: string,
  choose: (db: DatabaseSync, page: (number: number) => Buffer) => readonly number[],
): number {
  const path = join(dir, 'boussole.sqlite')
  const { chosen, size } = inDatabase(dir, (db) => {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE')
    const size = pageSizeOf(db)
    const bytes = readFileSync(path)
    return { chosen: choose(db, (number) => bytes.subarray((number - 1) * size, number * size)), size }
  })
  overwrite(path, chosen, size)
  return chosen.length
}

export function pageSizeOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA page_size').get()?.['page_size'])
}

function overwrite(path: string, pages: readonly number[], size: number): void {
  const file = openSync(path, 'r+')
  for (const number of pages) writeSync(file, Buffer.alloc(size, 0xff), 0, size, (number - 1) * size)
  closeSync(file)
}

export const selectLastRow = 'SELECT seq FROM log WHERE board = ? ORDER BY seq DESC LIMIT 1'
