import { createHash } from 'node:crypto'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'

/** The schema that stands for a data folder, in the PostgreSQL that npm test has started. */
export function postgresFor(dataDir: string): PostgresSettings {
  const url = process.env['POSTGRES_URL']
  if (!url) throw new Error('POSTGRES_URL names no PostgreSQL; npm test starts one.')
  return { url, schema: `b_${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}` }
}

/** The same, where tests run with the boards in PostgreSQL (the project `postgres`). */
export function testedPostgres(dataDir: string): PostgresSettings | undefined {
  return process.env['TEST_STORE'] === 'postgres' ? postgresFor(dataDir) : undefined
}
