import type { Sql } from './sql.ts'
import type { SavedTemplate, TemplateStore } from '../../contracts/store.ts'
import type { StoreOperations } from './protocol.ts'

/** Saved templates. */
export function templateRows(db: Sql): Pick<StoreOperations, keyof TemplateStore> {
  const all = db.prepare('SELECT id, saved, text, secret FROM templates ORDER BY saved DESC, id')
  const find = db.prepare('SELECT id, saved, text, secret FROM templates WHERE id = ?')
  const save = db.prepare(`
    INSERT INTO templates (id, saved, text, secret) SELECT ?, CAST(? AS BIGINT), ?, ? WHERE (SELECT count(*) FROM templates) < ?`)
  const remove = db.prepare('DELETE FROM templates WHERE id = ?')
  return {
    savedTemplates: async () =>
      (await all.all()).map((row) => ({ ...row })) as unknown as readonly SavedTemplate[],
    findTemplate: async (id) => (await find.get(id)) as SavedTemplate | undefined,
    saveTemplate: async ({ id, saved, text, secret }, max) =>
      (await save.run(id, saved, text, secret, max)).changes > 0,
    deleteTemplate: async (id) => (await remove.run(id)).changes > 0,
  }
}
