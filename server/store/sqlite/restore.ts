import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inspectDatabase, sync } from './backup.ts'
import { databaseName, lockFolder, makeFolder, storeError } from './database.ts'
import { migrate } from './schema.ts'
import { StoreError } from '../../contracts/store-error.ts'

export interface RestoreFacts {
  readonly boards: number
  /** Folder with the data that was there before; null when there was none. */
  readonly kept: string | null
}

/**
 * Replaces a data folder's database by a backup. The former files are moved aside, never deleted. Refuses while a
 * server holds the folder. The former data stays in place until the last step, a renaming. Throws `StoreError`.
 */
export function restore(file: string, dir: string, now: Date): RestoreFacts {
  if (!existsSync(file)) throw new StoreError(`There is no file ${file}.`)
  makeFolder(dir)
  const lock = lockFolder(dir)
  const database = join(dir, databaseName)
  const next = `${database}.unfinished`
  let kept: string | null = null
  let isReplaced = false
  try {
    rmSync(next, { force: true })
    copyFileSync(file, next)
    const { boards } = inspectDatabase(next)
    renewServerClients(next)
    sync(next)
    foldWriteAheadLog(database)
    kept = keepAside(dir, now)
    replace(database, next, kept)
    isReplaced = true
    sync(dir)
    return { boards, kept }
  } catch (error) {
    const reason = storeError(error).message
    remove(tails.concat('', '-journal').map((tail) => next + tail))
    if (isReplaced) {
      const before = kept === null ? '' : ` What was there before is in ${kept}.`
      throw new StoreError(`${file} is restored, but the disk does not confirm it: ${reason}.${before}`, {
        cause: error,
      })
    }
    const isWhole = kept === null || readdirSync(kept).every((name) => existsSync(join(dir, name)))
    // These are second names of files that stay in use.
    if (kept !== null && isWhole) remove([kept])
    const left = isWhole
      ? 'Nothing was changed'
      : `What was there is in ${kept}: put its files back into ${dir}`
    throw new StoreError(`${file} cannot be restored: ${reason}. ${left}.`, { cause: error })
  } finally {
    lock.close()
  }
}

const tails = ['-wal', '-shm']

/**
 * Moves the last commits from the write-ahead log into the database. The log must be gone when another database takes
 * this one's place, and no commit may be missing at any moment. A damaged database is left as it is.
 */
function foldWriteAheadLog(database: string): void {
  if (!existsSync(`${database}-wal`) || !isSound(database)) return
  const db = new DatabaseSync(database)
  try {
    const isBusy = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1
    if (isBusy) throw new StoreError('another program reads the database that is there')
  } finally {
    db.close()
  }
}

/** Opens it read-only: closing it would write to it otherwise. */
function isSound(database: string): boolean {
  try {
    const db = new DatabaseSync(database, { readOnly: true })
    try {
      return db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok'
    } finally {
      db.close()
    }
  } catch {
    // An unreadable database counts as damaged.
    return false
  }
}

/**
 * Puts the new database in place. The former write-ahead log goes first, as SQLite would take it for the new one's. A
 * failure puts it back.
 */
function replace(database: string, next: string, kept: string | null): void {
  const there = tails.filter((tail) => existsSync(database + tail))
  try {
    for (const tail of there) rmSync(database + tail)
    renameSync(next, database)
  } catch (error) {
    for (const tail of there) {
      if (kept !== null && !existsSync(database + tail))
        linkOrCopy(join(kept, databaseName + tail), database + tail)
    }
    throw error
  }
}

function remove(paths: readonly string[]): void {
  try {
    for (const path of paths) rmSync(path, { recursive: true, force: true })
  } catch {
    // The remains do no harm, and the caller must hear of the earlier problem.
  }
}

/**
 * Gives the server a new Yjs client id on every board. Browsers may have seen its writes from after the backup. Under the
 * old id it would give out their clocks again, and those browsers would never show its new writes.
 */
function renewServerClients(file: string): void {
  const db = new DatabaseSync(file)
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL')
    migrate(db)
    db.exec('UPDATE boards SET server_client = abs(random() % 4294967290) + 2')
  } finally {
    db.close()
  }
}

/** Gives the same files a second name where the file system can, so that they are never missing. */
function keepAside(dir: string, now: Date): string | null {
  const there = ['', ...tails]
    .map((tail) => databaseName + tail)
    .filter((name) => existsSync(join(dir, name)))
  if (there.length === 0) return null
  const kept = join(dir, `before-restore-${now.toISOString().replaceAll(':', '-')}`)
  mkdirSync(kept, { mode: 0o700 })
  for (const name of there) linkOrCopy(join(dir, name), join(kept, name))
  sync(kept)
  return kept
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    // This file system has no hard links.
    copyFileSync(from, to)
    sync(to)
  }
}
