import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SavedTemplate } from '../../contracts/templates.ts'
import { StoreError } from '../../contracts/store-error.ts'
import { databaseName } from './database.ts'
import { sqliteTemplates } from './templates.ts'

/** Far longer than a server needs to commit. */
const timeoutMs = 30_000

/** The saved templates of a data folder, for its host. A server may use the folder meanwhile. Throws `StoreError`. */
export function savedTemplatesIn(dir: string): readonly SavedTemplate[] {
  return inDatabase(dir, (templates) => templates.savedTemplates())
}

/** Deletes these templates, and returns the ids of those that were there. */
export function deleteTemplatesIn(dir: string, ids: readonly string[]): readonly string[] {
  return inDatabase(dir, (templates) => ids.filter((id) => templates.deleteTemplate(id)))
}

function inDatabase<T>(dir: string, use: (templates: ReturnType<typeof sqliteTemplates>) => T): T {
  const file = join(dir, databaseName)
  if (!existsSync(file)) throw new StoreError(`There is no ${databaseName} in the data folder ${dir}.`)
  const db = new DatabaseSync(file, { timeout: timeoutMs })
  try {
    return use(sqliteTemplates(db))
  } finally {
    db.close()
  }
}
