import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../contracts/store-error.ts'
import { databaseName, storeError } from './database.ts'
import { boardTables } from '../rows/deletion.ts'
import type { SavedTemplate } from '../../contracts/store.ts'
import { templateRows } from '../rows/server-rows.ts'
import { tablesOf, sqliteRows } from './sqlite-rows.ts'
import { newestSchema, schemaOf } from './schema.ts'

/** A board as its host sees it in a list. */
export interface HostedBoard {
  readonly id: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly created: number
  /** The last change, rounded up to the day. */
  readonly used: number
  readonly people: number
  /** Texts, pictures and logs; without the room that the database itself takes. */
  readonly bytes: number
  /** Of its purpose page, while one is published. */
  readonly page: string | null
}

/** Far longer than a server needs to commit. */
const timeoutMs = 30_000

/** The boards of a data folder, those used last first. A server may use the folder meanwhile. Throws `StoreError`. */
export function boardsIn(dir: string): readonly HostedBoard[] {
  const db = new DatabaseSync(databaseIn(dir), { readOnly: true, timeout: timeoutMs })
  try {
    if (schemaOf(db) !== newestSchema)
      throw new StoreError('Another version of Boussole wrote the data folder; start this version once.')
    const bytes = bytesByBoard(db)
    return db
      .prepare(
        `
        SELECT id, title, created, used,
          (SELECT count(DISTINCT participant) FROM sessions WHERE board = boards.id) AS people,
          (SELECT id FROM purpose_pages WHERE board = boards.id AND published = 1 AND withdrawn IS NULL) AS page
        FROM boards WHERE id NOT IN (SELECT board FROM unfinished) ORDER BY used DESC, created DESC`,
      )
      .all()
      .map((row) => ({ ...row, bytes: bytes.get(String(row['id'])) ?? 0 }) as unknown as HostedBoard)
  } finally {
    db.close()
  }
}

/** A problem of the database of a data folder, in words; undefined without one. */
export function problemIn(dir: string): string | undefined {
  const file = join(dir, databaseName)
  if (!existsSync(file)) return undefined
  const db = new DatabaseSync(file, { readOnly: true, timeout: timeoutMs })
  try {
    if (schemaOf(db) > newestSchema) return 'a newer Boussole wrote it'
    return db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok' ? undefined : 'it is damaged'
  } catch (error) {
    return storeError(error).message
  } finally {
    db.close()
  }
}

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

/** The saved templates of a data folder, for its host. A server may use the folder meanwhile. Throws `StoreError`. */
export function savedTemplatesIn(dir: string): Promise<readonly SavedTemplate[]> {
  return inDatabase(dir, (templates) => templates.savedTemplates())
}

/** Deletes these templates, and returns the ids of those that were there. */
export function deleteTemplatesIn(dir: string, ids: readonly string[]): Promise<readonly string[]> {
  return inDatabase(dir, async (templates) => {
    const gone: string[] = []
    for (const id of ids) if (await templates.deleteTemplate(id)) gone.push(id)
    return gone
  })
}

async function inDatabase<T>(
  dir: string,
  use: (templates: ReturnType<typeof templateRows>) => Promise<T>,
): Promise<T> {
  const db = new DatabaseSync(databaseIn(dir), { timeout: timeoutMs })
  try {
    return await use(templateRows(sqliteRows(db)))
  } finally {
    db.close()
  }
}

function databaseIn(dir: string): string {
  const file = join(dir, databaseName)
  if (!existsSync(file)) throw new StoreError(`There is no ${databaseName} in the data folder ${dir}.`)
  return file
}

function bytesByBoard(db: DatabaseSync): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { name, where, bytes } of boardTables(tablesOf(db))) {
    const board = where === 'board = ?' ? 'board' : '(SELECT board FROM rounds WHERE id = round)'
    for (const row of db
      .prepare(`SELECT ${board} AS board, sum(${bytes}) AS bytes FROM "${name}" GROUP BY 1`)
      .iterate())
      sums.set(String(row['board']), (sums.get(String(row['board'])) ?? 0) + Number(row['bytes']))
  }
  return sums
}
