import { copyFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { dayMs } from '../../basics/days.ts'
import { StoreError } from '../../contracts/store-error.ts'

/** Long enough to notice that a version does harm. The copy keeps deleted content for so long. */
const copyDays = 7
const prefix = 'before-upgrade-'

/**
 * Copies a database before a newer version changes its tables, so that the former version can go on with the copy. Without
 * room for it nothing is changed. `keepPrivate`: makes a file that other users cannot read.
 */
export function copyBeforeUpgrade(
  db: DatabaseSync,
  file: string,
  schema: number,
  keepPrivate: (copy: string) => void,
): void {
  const isBusy = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1
  if (isBusy) throw new StoreError('another program reads the database, which an upgrade copies first')
  const now = new Date().toISOString().replaceAll(':', '-')
  const copy = join(dirname(file), `${prefix}${now}-schema-${schema}.sqlite`)
  const unfinished = `${copy}.unfinished`
  try {
    keepPrivate(unfinished)
    copyFileSync(file, unfinished)
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** Removes the copies that are older than a week. */
export function removeOldCopies(dir: string, now: number): void {
  for (const name of readdirSync(dir).filter((each) => each.startsWith(prefix))) {
    const file = join(dir, name)
    if (now - statSync(file).mtimeMs > copyDays * dayMs) rmSync(file, { force: true })
  }
}
