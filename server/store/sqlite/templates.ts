import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../contracts/store-error.ts'
import type { SavedTemplate, TemplateStore } from '../../contracts/store.ts'
import { databaseName } from './database.ts'
import type { SyncStore } from './protocol.ts'

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

/** Saved templates. */
export function sqliteTemplates(db: DatabaseSync): Pick<SyncStore, keyof TemplateStore> {
  const all = db.prepare('SELECT id, saved, text, secret FROM templates ORDER BY saved DESC, id')
  const find = db.prepare('SELECT id, saved, text, secret FROM templates WHERE id = ?')
  const save = db.prepare(`
    INSERT INTO templates (id, saved, text, secret) SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM templates) < ?`)
  const remove = db.prepare('DELETE FROM templates WHERE id = ?')
  return {
    savedTemplates: () => all.all().map((row) => ({ ...row })) as unknown as readonly SavedTemplate[],
    findTemplate: (id) => find.get(id) as SavedTemplate | undefined,
    saveTemplate: ({ id, saved, text, secret }, max) => save.run(id, saved, text, secret, max).changes > 0,
    deleteTemplate: (id) => remove.run(id).changes > 0,
  }
}
