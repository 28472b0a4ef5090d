import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkTables, migrate } from './schema.ts'
import { StoreError } from '../../contracts/store-error.ts'

/** In the data folder; SQLite puts its write-ahead log beside it while it is open. */
export const databaseName = 'boussole.sqlite'

export interface OpenDatabase {
  readonly db: DatabaseSync
  readonly close: () => void
}

/** Opens the database of a data folder for this process alone; throws `StoreError` with a sentence for its owner. */
export function openDatabase(dir: string): OpenDatabase {
  makeFolder(dir)
  const lock = lockFolder(dir)
  let db: DatabaseSync | undefined
  try {
    const file = join(dir, databaseName)
    keepFromOthers(file)
    db = new DatabaseSync(file)
    // FULL: in WAL mode the only setting under which a commit is on disk when it returns.
    // secure_delete: a closed round's ballots are overwritten, not only forgotten.
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA journal_size_limit = 67108864;
    `)
    migrate(db)
    checkTables(db)
    const opened = db
    return {
      db: opened,
      close: () => {
        opened.close()
        lock.close()
      },
    }
  } catch (error) {
    db?.close()
    lock.close()
    throw new StoreError(`The data folder ${dir} cannot be opened: ${storeError(error).message}.`, {
      cause: error,
    })
  }
}

/** A folder that was there before may let others in. SQLite gives what it puts beside the file the same mode. */
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

/** Not by mkdir's own recursion: on a file system that makes no folders, such as /proc, that of Node 24 never ends. */
function makePath(dir: string): void {
  if (!existsSync(dirname(dir))) makePath(dirname(dir))
  try {
    // Boards are nobody else's on this machine.
    mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}

/**
 * A lock of its own rather than one on the database, so that a backup can read while the server runs. The operating
 * system drops it with the process, also after kill -9.
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
const sentences: Readonly<Record<number, string>> = {
  [busy]: 'the database is locked by another program',
  8: 'the database is read-only',
  10: 'the disk does not answer (I/O error)',
  [damaged]: 'the database is damaged; restore it from a backup',
  13: 'the disk is full',
  14: 'the database file cannot be opened',
  26: 'boussole.sqlite is not a database or is damaged; restore it from a backup',
}

/** SQL that is wrong, a value too large, a constraint, a type, misuse, a parameter too many; and what is not SQLite's at all. */
const ofRules: ReadonlySet<number | undefined> = new Set([undefined, 1, 18, 19, 20, 21, 25])

/** Whatever SQLite throws, as the store's contract promises it. Never has a value bound to a statement in it. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const code = primaryCode(error)
  const sentence = code === undefined ? undefined : sentences[code]
  return new StoreError(sentence ?? (error instanceof Error ? error.message : String(error)), {
    cause: error,
    kind: code === damaged ? 'damage' : ofRules.has(code) ? 'rule' : 'disk',
  })
}

/** A page of the database is not what it should be: whoever has no need of it goes on. */
export function isDamage(error: unknown): boolean {
  return primaryCode(error) === damaged
}

/** Busy, locked, no memory, read-only, an I/O error, full, not to be opened: a moment later it may be otherwise. */
const passing: ReadonlySet<number | undefined> = new Set([busy, 6, 7, 8, 10, 13, 14])

export function mayPass(error: unknown): boolean {
  return passing.has(primaryCode(error))
}

function primaryCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
