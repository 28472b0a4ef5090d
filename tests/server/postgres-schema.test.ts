import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '#server/open-store.ts'
import { neededFor, steps } from '#server/store/postgres/schema.ts'
import { migrate } from '#server/store/sqlite/schema.ts'
import { postgresFor } from '#tests/support/postgres.ts'
import { newStoreFolder } from '#tests/support/sqlite-fixtures.ts'

/** Columns with their types, the key, unique sets and references: everything on which a statement may rely. */
type Shape = Readonly<Record<string, readonly string[]>>

/** Types that hold the same values. */
const types: Readonly<Record<string, string>> = {
  INTEGER: 'number',
  bigint: 'number',
  TEXT: 'text',
  text: 'text',
  json: 'text',
  BLOB: 'bytes',
  bytea: 'bytes',
}

function shapeOf(rows: readonly { readonly table: unknown; readonly fact: unknown }[]): Shape {
  const facts = Map.groupBy(rows, ({ table }) => String(table))
  return Object.fromEntries(
    [...facts.keys()]
      .toSorted()
      .map((name) => [
        name,
        [...new Set((facts.get(name) ?? []).map(({ fact }) => String(fact)))].toSorted(),
      ]),
  )
}

function column(row: Readonly<Record<string, unknown>>) {
  const { table, name, type, mayBeNull } = row
  return {
    table,
    fact: `${String(name)} ${types[String(type)] ?? String(type)}${Number(mayBeNull) === 1 ? '' : ' not null'}`,
  }
}

function shapeOfSqlite(): Shape {
  const db = new DatabaseSync(':memory:')
  onTestFinished(() => db.close())
  migrate(db)
  const all = (sql: string) => db.prepare(sql).all()
  const tables = `(SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%') AS t`
  return shapeOf([
    ...all(
      `SELECT t.name AS "table", c.name, c.type, c."notnull" = 0 AND c.pk = 0 AS mayBeNull
       FROM ${tables}, pragma_table_info(t.name) AS c`,
    ).map(column),
    ...all(
      `SELECT t.name AS "table", 'key ' || group_concat(c.name ORDER BY c.pk) AS fact
       FROM ${tables}, pragma_table_info(t.name) AS c WHERE c.pk > 0 GROUP BY t.name`,
    ),
    ...all(
      `SELECT t.name AS "table", iif(l."unique", 'unique ', 'index ') ||
         (SELECT group_concat(name ORDER BY seqno) FROM pragma_index_info(l.name)) AS fact
       FROM ${tables}, pragma_index_list(t.name) AS l WHERE l.origin <> 'pk'`,
    ),
    ...all(
      `SELECT t.name AS "table", 'refers ' || group_concat(f."from" ORDER BY f.seq) || ' ' || f."table" || ' ' || f.on_delete AS fact
       FROM ${tables}, pragma_foreign_key_list(t.name) AS f GROUP BY t.name, f.id`,
    ),
  ] as unknown as { table: unknown; fact: unknown }[])
}

async function shapeOfPostgres(): Promise<Shape> {
  const dir = await newStoreFolder()
  const postgres = postgresFor(dir)
  await (await openStore(dir, { postgres })).close()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  onTestFinished(() => client.end())
  const all = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await client.query<Record<string, unknown>>(sql, [postgres.schema])).rows
  // Those alone are PostgreSQL's: which servers share it, what they have, its steps, and what SQLite numbers by itself.
  const own = `n.nspname = $1 AND c.relname NOT IN ('node', 'head', 'schema_steps')`
  const named = (keys: string) =>
    `(SELECT string_agg(attname, ',' ORDER BY o) FROM unnest(${keys}) WITH ORDINALITY AS k (n, o)
      JOIN pg_attribute ON attrelid = c.oid AND attnum = k.n)`
  return shapeOf(
    [
      ...(
        await all(
          `SELECT c.relname AS "table", attname AS name, format_type(atttypid, NULL) AS type,
             (NOT attnotnull)::int AS "mayBeNull"
           FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace JOIN pg_attribute ON attrelid = c.oid
           WHERE ${own} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped AND attname <> 'rowid'`,
        )
      ).map(column),
      ...(await all(
        `SELECT c.relname AS "table",
           CASE WHEN indisprimary THEN 'key ' WHEN indisunique THEN 'unique ' ELSE 'index ' END ||
           ${named('indkey::int2[]')} AS fact
         FROM pg_index JOIN pg_class AS c ON c.oid = indrelid JOIN pg_namespace AS n ON n.oid = relnamespace
         WHERE ${own}`,
      )),
      ...(await all(
        `SELECT c.relname AS "table", 'refers ' || ${named('conkey')} || ' ' ||
           (SELECT relname FROM pg_class WHERE oid = confrelid) || ' ' ||
           CASE confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'NO ACTION' END AS fact
         FROM pg_constraint JOIN pg_class AS c ON c.oid = conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
         WHERE ${own} AND contype = 'f'`,
      )),
    ].filter(({ fact }) => fact !== 'unique rowid') as { table: unknown; fact: unknown }[],
  )
}

test('both databases have the same tables, columns, keys and references', async () => {
  expect(await shapeOfPostgres()).toEqual(shapeOfSqlite())
})

test('a step that takes something away from older versions is named as such', () => {
  const takesAway =
    /\b(?:DROP|RENAME|ALTER COLUMN|REVOKE)\b|ADD COLUMN (?:(?!DEFAULT|,|;)[^])*NOT NULL(?![^,;]*DEFAULT)/u
  expect(takesAway.test('ALTER TABLE a ADD COLUMN b TEXT NOT NULL;')).toBe(true)
  expect(takesAway.test('ALTER TABLE a ADD COLUMN b TEXT NOT NULL DEFAULT 1;')).toBe(false)
  steps.forEach((text, index) =>
    expect([index, neededFor(index + 1) > 0]).toEqual([index, index === 0 || takesAway.test(text)]),
  )
})
