import { nanoid } from 'nanoid'
import { Client } from 'pg'
import { onTestFinished, TestRunner } from 'vitest'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'

/** Schemas by the data folders for which they stand. */
const taken = new Map<string, string>()
/** Empty ones: to make a schema takes ten times as long as to empty one. */
const free: string[] = []

/** The schema that stands for a data folder, in the PostgreSQL that npm test has started. */
export function postgresFor(dataDir: string): PostgresSettings {
  const url = process.env['POSTGRES_URL']
  if (!url) throw new Error('POSTGRES_URL names no PostgreSQL; npm test starts one.')
  const schema = taken.get(dataDir) ?? free.pop() ?? `b_${nanoid().toLowerCase().replaceAll('-', '_')}`
  if (!taken.has(dataDir)) {
    taken.set(dataDir, schema)
    if (TestRunner.getCurrentTest()) onTestFinished(() => leave(dataDir, { url, schema, address: null }))
  }
  return { url, schema, address: null }
}

/** The same, where tests run with the boards in PostgreSQL (the project `postgres`). */
export function testedPostgres(dataDir: string): PostgresSettings | undefined {
  return process.env['TEST_STORE'] === 'postgres' ? postgresFor(dataDir) : undefined
}

/** Another program, in the same schema. */
export async function besideStore(postgres: PostgresSettings, text: string): Promise<void> {
  await rowsBeside(postgres, text)
}

/** The same, and how many rows it has read or changed. */
export async function rowsBeside({ url, schema }: PostgresSettings, text: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text.replaceAll('{}', schema))).rowCount ?? 0
  } finally {
    await client.end()
  }
}

/** A test that made the schema, and one whose server was killed, leave it as it is. */
async function leave(dataDir: string, postgres: PostgresSettings): Promise<void> {
  taken.delete(dataDir)
  const isEmpty = await besideStore(postgres, emptying).then(
    () => true,
    () => false,
  )
  if (isEmpty) free.push(postgres.schema)
}

/** References and triggers are off meanwhile. It fails while a server holds the schema. */
const emptying = `DO $$ DECLARE name TEXT; BEGIN
  SET LOCAL session_replication_role = replica;
  PERFORM 1 / (until <= clock_timestamp())::int FROM {}.node;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '{}'
    AND tablename NOT IN ('node', 'schema_steps', 'probe') LOOP
    EXECUTE format('DELETE FROM {}.%I', name);
  END LOOP; END $$`
