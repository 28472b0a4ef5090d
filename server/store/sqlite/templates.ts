import type { DatabaseSync } from 'node:sqlite'
import type { SavedTemplate, TemplateStore } from '../../contracts/templates.ts'
import type { SyncStore } from './protocol.ts'

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
