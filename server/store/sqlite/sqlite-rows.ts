import { statfsSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { daily } from '../../basics/days.ts'
import type { StoreSettings } from '../rows/protocol.ts'
import type { Database, OpenRows, Row, Sql, Statement, Table, Value } from '../rows/sql.ts'
import { isDamage, mayPass, openDatabase, storeError } from './database.ts'
import { removeOldCopies } from './upgrade-copy.ts'

/**
 * Free space that is kept for the last requests on a full disk: deletions, closing votes, the write-ahead log. On a
 * small disk it is a twentieth. Not measured.
 */
const floorBytes = 268_435_456
const floorShare = 1 / 20

/** Often enough for the growth of one second. */
const lookAgainMs = 1_000

/** Tells whether too little of the folder's disk is free for anything to grow. `now` is of a steady clock. */
function watchSpace(dir: string, floor: number | undefined, now: () => number): () => boolean {
  let lookedAt = -Infinity
  let isShort = false
  return () => {
    if (now() - lookedAt < lookAgainMs) return isShort
    lookedAt = now()
    try {
      const { bavail, blocks, bsize } = statfsSync(dir)
      isShort = bavail * bsize < (floor ?? Math.min(floorBytes, blocks * bsize * floorShare))
    } catch {
      // This file system does not tell. SQLite will, once the disk is full.
      isShort = false
    }
    return isShort
  }
}

const emptyAgainMs = 1_000

const openedOnFullDisk =
  'the disk of the data folder is full: boards can be read, and nothing is saved until there is room'

/** Opens the database of a data folder. Throws a `StoreError`: a sentence for the person who starts the server. */
export function openSqlite({ dir, floor }: StoreSettings, warn: (problem: string) => void): Database {
  const opened = openDatabase(dir)
  if (opened.isAlone()) warn(openedOnFullDisk)
  const daysWork = daily(
    async () => removeOldCopies(dir, Date.now()),
    (cause) => warn(`removing an old copy of the database: ${String(cause)}`),
  )
  const isShort = watchSpace(dir, floor, () => performance.now())
  return {
    ...sqliteRows(opened.db),
    ...numbersOf(opened.db),
    isShort,
    mend: async () => {
      if (!opened.isAlone() || isShort()) return
      try {
        opened.share()
      } catch {
        // There is still no room. The probe itself says so.
      }
    },
    destroyed: async (isClosing) => emptyWriteAheadLog(opened.db, isClosing, warn),
    close: async () => {
      daysWork.close()
      opened.close()
    },
  }
}

function numbersOf(db: DatabaseSync): Pick<Database, 'lastNumber' | 'setLastNumber'> {
  const read = db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?')
  const forget = db.prepare('DELETE FROM sqlite_sequence WHERE name = ?')
  const put = db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
  return {
    lastNumber: async (table) => Number(read.get(table)?.['seq'] ?? 0),
    setLastNumber: async (table, last) => {
      forget.run(table)
      put.run(table, last)
    },
  }
}

/** Destroyed bytes stay in the write-ahead log until it is emptied. */
function emptyWriteAheadLog(
  db: DatabaseSync,
  isClosing: () => boolean,
  warn: (problem: string) => void,
): void {
  try {
    const isBusy = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1
    // Another program reads the database, a backup for instance. Tried again once it is done.
    if (isBusy && !isClosing()) setTimeout(() => emptyWriteAheadLog(db, isClosing, warn), emptyAgainMs)
  } catch (error) {
    // The bytes are gone from the database. The next checkpoint empties the log.
    warn(`emptying the write-ahead log: ${storeError(error).message}`)
  }
}

/** Statements and transactions of an open database. */
export function sqliteRows(db: DatabaseSync): OpenRows {
  return {
    ...sqlOf(db),
    begin: async () => db.exec('BEGIN IMMEDIATE'),
    commit: async () => db.exec('COMMIT'),
    rollBack: async () => {
      if (db.isTransaction) db.exec('ROLLBACK')
    },
    errorOf: storeError,
    problemOf: (error) => ({
      message: storeError(error).message,
      isDamage: isDamage(error),
      mayPass: mayPass(error),
    }),
  }
}

function sqlOf(db: DatabaseSync): Sql {
  let adding: StatementSync | undefined
  return {
    addToLog: async (rows) => {
      adding ??= db.prepare('INSERT INTO log (board, data, checksum, at) VALUES (?, ?, ?, ?)')
      for (const { board, data, checksum, at } of rows) adding.run(board, data, checksum, at)
    },
    rereads: () => undefined,
    prepare: (text) => statementOf(db.prepare(text)),
    itemsOf: (json) => `(SELECT value FROM json_each(${json}))`,
    inOnePiece: async (write) => {
      db.exec('SAVEPOINT piece')
      try {
        await write()
        db.exec('RELEASE piece')
      } catch (error) {
        // A full disk may have ended the whole transaction already.
        if (db.isTransaction) db.exec('ROLLBACK TO piece; RELEASE piece')
        throw error
      }
    },
    deferReferences: async () => db.exec('PRAGMA defer_foreign_keys = ON'),
    isInTransaction: () => db.isTransaction,
    isDamage,
    tables: async () => tablesOf(db),
  }
}

function statementOf(statement: StatementSync): Statement {
  return {
    get: async (...values: readonly Value[]) => statement.get(...values) as Row | undefined,
    all: async (...values: readonly Value[]) => statement.all(...values) as unknown as readonly Row[],
    run: async (...values: readonly Value[]) => ({ changes: Number(statement.run(...values).changes) }),
  }
}

export function tablesOf(db: DatabaseSync): readonly Table[] {
  const columnsOf = db.prepare('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY pk')
  const references = db.prepare('SELECT "table" AS name FROM pragma_foreign_key_list(?)')
  const tables = db.prepare("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
  return tables.all().map((row): Table => {
    const name = String(row['name'])
    const columns = columnsOf.all(name)
    const namesOf = (rows: typeof columns) => rows.map((column) => String(column['name']))
    const hasNoRowid = Number(row['wr']) === 1
    const primary = namesOf(columns.filter(({ pk }) => Number(pk) > 0))
    return {
      name,
      columns: namesOf(columns),
      key: hasNoRowid ? primary : ['rowid'],
      primary,
      sized: namesOf(columns.filter(({ type }) => type === 'BLOB' || type === 'TEXT')),
      refersTo: namesOf(references.all(name)),
    }
  })
}
