import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { photoHash } from '../../basics/hashes.ts'
import { databaseName, keepFromOthers, storeError } from './database.ts'
import { newestSchema, schemaOf } from './schema.ts'
import { StoreError } from '../../contracts/store-error.ts'

export interface BackupFacts {
  readonly boards: number
  readonly bytes: number
  /** Rows with a wrong checksum. They are copied as they are. */
  readonly damagedRows: number
}

/** Far longer than a server needs to commit or to empty its write-ahead log: that is milliseconds. */
const timeoutMs = 30_000

/**
 * Copies the database of a data folder into one file, as it is at one moment. A server may write to it meanwhile. The
 * result is the whole backup or no file. Throws `StoreError` with a sentence.
 */
export function backUp(dir: string, file: string): BackupFacts {
  const source = join(dir, databaseName)
  if (!existsSync(source)) throw new StoreError(`There is no ${databaseName} in the data folder ${dir}.`)
  if (existsSync(file)) throw new StoreError(`${file} exists already; name another file, or remove it.`)
  const unfinished = `${file}.unfinished`
  try {
    rmSync(unfinished, { force: true })
    // Other users of the machine must not read it, from its first byte on.
    keepFromOthers(unfinished)
    // One read transaction: later commits are not in it. Deleted content is not copied.
    inDatabase(source, (db) => db.prepare('VACUUM INTO ?').run(unfinished))
    const facts = inspectDatabase(unfinished)
    sync(unfinished)
    renameSync(unfinished, file)
    sync(dirname(file))
    return facts
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new StoreError(`The backup failed: ${storeError(error).message}; ${file} was not written.`, {
      cause: error,
    })
  }
}

/** Reads all of a backup. Throws `StoreError` with a sentence. */
export function verify(file: string): BackupFacts {
  if (!existsSync(file)) throw new StoreError(`There is no file ${file}.`)
  try {
    return inspectDatabase(file)
  } catch (error) {
    throw new StoreError(`${file} cannot be restored: ${storeError(error).message}.`, { cause: error })
  }
}

/** Reads all of a database file. Throws `StoreError` when it is damaged or not a database of Boussole. */
export function inspectDatabase(file: string): BackupFacts {
  return inDatabase(file, (db) => {
    const found = db.prepare('PRAGMA quick_check').get()?.['quick_check']
    if (found !== 'ok') throw new StoreError('the database is damaged')
    const version = schemaOf(db)
    const boards = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'boards'").get()
    if (version === 0 || !boards) throw new StoreError('it is not a database of Boussole')
    if (version > newestSchema) throw new StoreError('it was written by a newer Boussole')
    return {
      boards: Number(db.prepare('SELECT count(*) AS boards FROM boards').get()?.['boards']),
      bytes: statSync(file).size,
      damagedRows: countDamaged(db),
    }
  })
}

const tablesWithChecksums = ['log', 'snapshots', 'desk_log', 'replay_pages']

function countDamaged(db: DatabaseSync): number {
  let count = 0
  // A backup of an older version lacks some of these tables.
  const has = (table: string): boolean =>
    db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined
  for (const table of tablesWithChecksums.filter(has)) {
    for (const row of db.prepare(`SELECT data, checksum FROM ${table}`).iterate()) {
      if (crc32(row['data'] as Uint8Array) !== row['checksum']) count += 1
    }
  }
  if (!has('photos')) return count
  for (const row of db.prepare('SELECT id, data FROM photos').iterate()) {
    if (photoHash(row['data'] as Uint8Array) !== row['id']) count += 1
  }
  return count
}

function inDatabase<T>(file: string, look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file, { timeout: timeoutMs })
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** Flushes a file's bytes, or a folder's names, to the disk. */
export function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
