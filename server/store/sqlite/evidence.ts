import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseName } from './database.ts'

/** The key of a data folder, for its host. Undefined: there is no server's data, or none has started since keys are made. */
export function evidenceKeyIn(dir: string): Uint8Array | undefined {
  const file = join(dir, databaseName)
  if (!existsSync(file)) return undefined
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'evidence_key'").get()
    const key = table && db.prepare('SELECT key FROM evidence_key WHERE id = 1').get()?.['key']
    return key instanceof Uint8Array ? key : undefined
  } finally {
    db.close()
  }
}
