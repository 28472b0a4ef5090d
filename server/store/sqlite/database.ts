import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkTables, migrate, newestSchema, schemaOf } from './schema.ts'
import { copyBeforeUpgrade } from './upgrade-copy.ts'
import { StoreError } from '../../contracts/store-error.ts'

/** File in the data folder. SQLite keeps its write-ahead log beside it while it is open. */
export const databaseName = 'boussole.sqlite'

export interface OpenDatabase {
  readonly db: DatabaseSync
  /** True while no other program can read it: it was opened on a full disk. */
  readonly isAlone: () => boolean
  /** Lets other programs read it, such as a backup. Throws while the disk has no room. */
  readonly share: () => void
  readonly close: () => void
}

/**
 * Opens the database of a data folder for this process alone. Throws `StoreError` with a sentence for its owner.
 * On a full disk it can be read.
 */
export function openDatabase(dir: string): OpenDatabase {
  makeFolder(dir)
  const lock = lockFolder(dir)
  try {
    const file = join(dir, databaseName)
    keepFromOthers(file)
    const { db, isShared } = openOnAnyDisk(file, hasRoom(dir))
    let isAlone = !isShared
    return {
      db,
      isAlone: () => isAlone,
      share: () => {
        // The only way to leave an exclusive write-ahead log (https://sqlite.org/wal.html#noshm).
        db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL')
        isAlone = false
      },
      close: () => {
        db.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw cannotBeOpened(dir, error)
  }
}

/** Enough for what opening writes. Not measured. */
const openingBytes = 1_048_576

/**
 * Other programs read a database through a file that processes map into their memory. Without room for that file the
 * system would end the process with a signal. The database is then opened without it.
 */
function openOnAnyDisk(
  file: string,
  hasRoom: boolean,
): { readonly db: DatabaseSync; readonly isShared: boolean } {
  if (!hasRoom) return { db: openFile(file, 'EXCLUSIVE'), isShared: false }
  try {
    return { db: openFile(file, 'NORMAL'), isShared: true }
  } catch (error) {
    if (!fullCodes.has(primaryCode(error))) throw error
    return { db: openFile(file, 'EXCLUSIVE'), isShared: false }
  }
}

function openFile(file: string, lockingMode: 'NORMAL' | 'EXCLUSIVE'): DatabaseSync {
  const db = new DatabaseSync(file)
  try {
    // page_size: of a new file alone. A commit of ten boards changes a page of an index for each of them.
    // FULL: the only setting in WAL mode under which a commit is on disk when it returns.
    // wal_autocheckpoint: the last pages of busy boards change hundreds of times, and are copied once for many commits.
    // secure_delete: a closed round's ballots are overwritten, not only unlinked.
    db.exec(`
      PRAGMA page_size = 1024;
      PRAGMA locking_mode = ${lockingMode};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA wal_autocheckpoint = 4000;
    `)
    const schema = schemaOf(db)
    if (schema > 0 && schema < newestSchema) copyBeforeUpgrade(db, file, schema, keepFromOthers)
    migrate(db)
    checkTables(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function hasRoom(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir)
    return bavail * bsize >= openingBytes
  } catch {
    // This file system does not tell. Opening will.
    return true
  }
}

/** A sentence for the person who starts the server: what is wrong, and the way out. */
function cannotBeOpened(dir: string, error: unknown): StoreError {
  const { message, kind } = storeError(error)
  const isDamaged = kind === 'damage' || primaryCode(error) === notADatabase
  const isFull = primaryCode(error) === diskFull || codeOf(error) === 'ENOSPC'
  const wayOut = isDamaged ? waysBack(dir) : isFull ? ' Free some space and start again.' : ''
  return new StoreError(`The data folder ${dir} cannot be opened: ${message}.${wayOut}`, { cause: error })
}

function waysBack(dir: string): string {
  return (
    ' Restore a backup with "npm run restore -- FILE", which keeps the present files.' +
    ` Without a backup, "sqlite3 ${join(dir, databaseName)} .recover | sqlite3 recovered.sqlite" saves the readable` +
    ' part, and "npm run restore -- recovered.sqlite" restores it.'
  )
}

/**
 * Keeps other users of the machine out of a database file, even in a folder that lets them in. SQLite gives the files
 * beside it the same mode.
 */
export function keepFromOthers(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
    if ((mode & 0o077) !== 0) chmodSync(path, 0o600)
  }
}

export function makeFolder(dir: string): void {
  try {
    makePath(dir)
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StoreError(`The data folder ${dir} cannot be written to (${codeOf(error)}).`, { cause: error })
  }
}

/** Not by mkdir's own recursion: that of Node 24 never ends on a file system without new folders, such as /proc. */
function makePath(dir: string): void {
  if (!existsSync(dirname(dir))) makePath(dirname(dir))
  try {
    // Other users of the machine must not read boards.
    mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}

/**
 * Locks a data folder by a file of its own, so that a backup can read the database while the server runs. The
 * operating system drops the lock with the process, even after kill -9.
 */
export function lockFolder(dir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dir, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (primaryCode(error) === busy) {
      throw new StoreError(
        `The data folder ${dir} is in use by another Boussole; stop it, or choose another DATA_DIR.`,
        { cause: error },
      )
    }
    throw new StoreError(`The data folder ${dir} cannot be locked: ${storeError(error).message}.`, {
      cause: error,
    })
  }
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const busy = 5
const damaged = 11
const diskFull = 13
const notADatabase = 26
/** I/O error, and full: SQLite also gives the first when it cannot lengthen the file that processes share. */
const fullCodes: ReadonlySet<number | undefined> = new Set([10, diskFull])
const sentences: Readonly<Record<number, string>> = {
  [busy]: 'the database is locked by another program',
  8: 'the database is read-only',
  10: 'the disk does not answer (I/O error)',
  [damaged]: 'the database is damaged',
  [diskFull]: 'the disk is full',
  14: 'the database file cannot be opened',
  [notADatabase]: 'boussole.sqlite is not a database or is damaged',
}

/** Wrong SQL, too large a value, a constraint, a type, misuse, too many parameters, and errors that are not SQLite's. */
const ruleCodes: ReadonlySet<number | undefined> = new Set([undefined, 1, 18, 19, 20, 21, 25])

/** An error of SQLite as the store's contract promises it. It never contains a value bound to a statement. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const code = primaryCode(error)
  const sentence = code === undefined ? undefined : sentences[code]
  return new StoreError(sentence ?? (error instanceof Error ? error.message : String(error)), {
    cause: error,
    kind: code === damaged ? 'damage' : ruleCodes.has(code) ? 'rule' : 'disk',
  })
}

/** True for a damaged page of the database. Requests that do not need it can go on. */
export function isDamage(error: unknown): boolean {
  return primaryCode(error) === damaged
}

/** Busy, locked, no memory, read-only, I/O error, full, cannot open. */
const passingCodes: ReadonlySet<number | undefined> = new Set([busy, 6, 7, 8, 10, 13, 14])

/** True when the same request may succeed a moment later. */
export function mayPass(error: unknown): boolean {
  return passingCodes.has(primaryCode(error))
}

function primaryCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
