import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig, type Config } from './config.ts'
import { StoreError } from './contracts/store-error.ts'
import { counted, giveUp } from './ops/command-line.ts'
import { openPostgres } from './store/postgres/postgres-rows.ts'
import { moveRows } from './store/rows/move.ts'
import type { Database } from './store/rows/sql.ts'
import { databaseName } from './store/sqlite/database.ts'
import { openSqlite } from './store/sqlite/sqlite-rows.ts'

// Files are for the user of this process alone, from the first byte.
process.umask(0o077)

const usage =
  'Say from where to where, a data folder and DATABASE_URL: npm run move -- data DATABASE_URL, or npm run move -- DATABASE_URL data'

/**
 * `npm run move -- FROM TO` copies everything from a data folder to PostgreSQL, or back, and compares both. FROM stays as it
 * is. `DATABASE_URL` stands for that setting: passwords of arguments would be in the list of processes.
 */
const config = readConfig(process.env)
if (!config.ok) giveUp(config.problem)
const { postgres } = config.config
const [from = '', to = '', ...others] = process.argv.slice(2)
const named = [from, to].filter((place) => place === 'DATABASE_URL')
if (from === '' || to === '' || others.length > 0 || named.length !== 1) giveUp(usage)
if (!postgres) giveUp('Set DATABASE_URL or DATABASE_URL_FILE: the PostgreSQL of this move.')

try {
  if (from !== 'DATABASE_URL' && !existsSync(join(folder(from), databaseName)))
    giveUp(`There is no ${databaseName} in the data folder ${folder(from)}.`)
  const source = await open(from, postgres)
  const target = await open(to, postgres)
  const { boards, rows } = await moveRows(source, target)
  await target.close()
  await source.close()
  const next =
    to === 'DATABASE_URL' ? 'npm start with DATABASE_URL' : `npm start with DATA_DIR=${folder(to)} alone`
  console.log(
    `${counted(boards, 'board')} and ${counted(rows, 'row')} were copied, and are the same in both.`,
  )
  console.log(`${next} serves them. ${from} still has everything: remove it when it is no longer needed.`)
  process.exit()
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  giveUp(error.message)
}

/** npm runs commands in the project's folder; the person may be in another one. */
function folder(name: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), name)
}

async function open(place: string, settings: NonNullable<Config['postgres']>): Promise<Database> {
  if (place === 'DATABASE_URL') return openPostgres({ ...settings, address: null }, console.warn)
  const replay = { isRecorded: false, maxBytes: 0 }
  return openSqlite({ dir: folder(place), replay }, console.warn)
}
