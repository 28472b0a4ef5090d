import type { Sql } from './sql.ts'
import type { SavedTemplate, TemplateStore, EvidenceStore } from '../../contracts/store.ts'
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

/** The key that signs evidence. It is in the database, so that backups have it. */
export function evidenceRows(db: Sql): Pick<StoreOperations, keyof EvidenceStore> {
  const add = db.prepare('INSERT INTO evidence_key (id, key) VALUES (1, ?) ON CONFLICT DO NOTHING')
  const find = db.prepare('SELECT key FROM evidence_key WHERE id = 1')
  return {
    evidenceKey: async (fresh) => {
      await add.run(fresh)
      return (await find.get())?.['key'] as Uint8Array
    },
  }
}
