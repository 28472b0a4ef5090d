import type { EvidenceStore } from '../../contracts/store.ts'
import type { StoreOperations } from './protocol.ts'
import type { Sql } from './sql.ts'

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
