import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inspectDatabase, sync } from './sqlite-backup.ts'
import { databaseName, lockFolder, makeFolder, storeError } from './sqlite-database.ts'
import { migrate } from './sqlite-schema.ts'
import { StoreError } from './store.ts'

export interface RestoreFacts {
  readonly boards: number
  /** Folder with the data that was there before; null when there was none. */
  readonly kept: string | null
}

/**
 * Puts a backup in the place of a data folder's database. What was there is moved aside, never deleted. Refuses while a
 * server holds the folder. Until the last step, a renaming, the former data is the folder's; throws `StoreError`.
 */
export function restore(file: string, dir: string, now: Date): RestoreFacts {
  if (!existsSync(file)) throw new StoreError(`There is no file ${file}.`)
  makeFolder(dir)
  const lock = lockFolder(dir)
  const database = join(dir, databaseName)
  const next = `${database}.unfinished`
  try {
    rmSync(next, { force: true })
    copyFileSync(file, next)
    const { boards } = inspectDatabase(next)
    goBackInTime(next)
    sync(next)
    const kept = keepAside(dir, now)
    for (const tail of ['-wal', '-shm']) rmSync(database + tail, { force: true })
    renameSync(next, database)
    sync(dir)
    return { boards, kept }
  } catch (error) {
    for (const tail of ['', '-journal', '-wal', '-shm']) rmSync(next + tail, { force: true })
    throw new StoreError(`${file} cannot be restored: ${storeError(error).message}. Nothing was changed.`, {
      cause: error,
    })
  } finally {
    lock.close()
  }
}

/**
 * Browsers may have seen what the server wrote after the backup, under clocks that it is about to give out again: from
 * here on it writes under another Yjs client id on every board, or some would never show what it writes.
 */
function goBackInTime(file: string): void {
  const db = new DatabaseSync(file)
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL')
    migrate(db)
    db.exec('UPDATE boards SET server_client = abs(random() % 4294967290) + 2')
  } finally {
    db.close()
  }
}

/** By a second name for the same files where the file system can, so that there is no moment without them. */
function keepAside(dir: string, now: Date): string | null {
  const there = ['', '-wal', '-shm']
    .map((tail) => databaseName + tail)
    .filter((name) => existsSync(join(dir, name)))
  if (there.length === 0) return null
  const kept = join(dir, `before-restore-${now.toISOString().replaceAll(':', '-')}`)
  mkdirSync(kept, { mode: 0o700 })
  for (const name of there) {
    try {
      linkSync(join(dir, name), join(kept, name))
    } catch {
      // A file system without hard links.
      copyFileSync(join(dir, name), join(kept, name))
      sync(join(kept, name))
    }
  }
  sync(kept)
  return kept
}
