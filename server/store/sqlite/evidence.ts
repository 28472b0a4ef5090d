import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { EvidenceStore } from '../../contracts/store.ts'
import { databaseName } from './database.ts'
import type { SyncStore } from './protocol.ts'

const select = 'SELECT key FROM evidence_key WHERE id = 1'

/** The key that signs evidence. It is in the database, so that backups have it. */
export function sqliteEvidence(db: DatabaseSync): Pick<SyncStore, keyof EvidenceStore> {
  const add = db.prepare('INSERT INTO evidence_key (id, key) VALUES (1, ?) ON CONFLICT DO NOTHING')
  const find = db.prepare(select)
  return {
    evidenceKey: (fresh) => {
      add.run(fresh)
      return find.get()?.['key'] as Uint8Array
    },
  }
}

/** The key of a data folder, for its host. Undefined: there is no server's data, or none has started since keys are made. */
export function evidenceKeyIn(dir: string): Uint8Array | undefined {
  const file = join(dir, databaseName)
  if (!existsSync(file)) return undefined
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'evidence_key'").get()
    const key = table && db.prepare(select).get()?.['key']
    return key instanceof Uint8Array ? key : undefined
  } finally {
    db.close()
  }
}
