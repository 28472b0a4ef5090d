import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SavedTemplate } from '../../contracts/store.ts'
import { StoreError } from '../../contracts/store-error.ts'
import { databaseName } from './database.ts'
import { sqliteRows } from './sqlite-rows.ts'
import { templateRows } from '../rows/templates.ts'

/** Far longer than a server needs to commit. */
const timeoutMs = 30_000

/** The saved templates of a data folder, for its host. A server may use the folder meanwhile. Throws `StoreError`. */
export function savedTemplatesIn(dir: string): Promise<readonly SavedTemplate[]> {
  return inDatabase(dir, (templates) => templates.savedTemplates())
}

/** Deletes these templates, and returns the ids of those that were there. */
export function deleteTemplatesIn(dir: string, ids: readonly string[]): Promise<readonly string[]> {
  return inDatabase(dir, async (templates) => {
    const gone: string[] = []
    for (const id of ids) if (await templates.deleteTemplate(id)) gone.push(id)
    return gone
  })
}

async function inDatabase<T>(
  dir: string,
  use: (templates: ReturnType<typeof templateRows>) => Promise<T>,
): Promise<T> {
  const file = join(dir, databaseName)
  if (!existsSync(file)) throw new StoreError(`There is no ${databaseName} in the data folder ${dir}.`)
  const db = new DatabaseSync(file, { timeout: timeoutMs })
  try {
    return await use(templateRows(sqliteRows(db)))
  } finally {
    db.close()
  }
}
