import { readFileSync } from 'node:fs'
import type { PostgresSettings } from './store/rows/protocol.ts'

export type DatabaseResult =
  | { readonly ok: true; readonly postgres: PostgresSettings | undefined }
  | { readonly ok: false; readonly problem: string }

const modes = ['disable', 'require', 'verify-full']
const example = 'postgresql://user:password@host/database?sslmode=verify-full'

/** Reads which PostgreSQL has the boards; without one a file in the data folder has them. No problem repeats the password. */
export function readDatabase(value: (name: string) => string | undefined): DatabaseResult {
  if (value('BACKUP_DIR') === undefined && value('BACKUP_DAYS') !== undefined)
    return problem('BACKUP_DAYS has an effect only with BACKUP_DIR, the folder of daily backups.')
  const [own, file] = [value('DATABASE_URL'), value('DATABASE_URL_FILE')]
  const schema = value('DATABASE_SCHEMA')
  const node = value('NODE_ADDRESS')
  if (own !== undefined && file !== undefined)
    return problem('Set DATABASE_URL or DATABASE_URL_FILE, but not both.')
  const address = file === undefined ? own : addressIn(file)
  if (address === null) return problem(`DATABASE_URL_FILE names a file that cannot be read: ${file}.`)
  if (address === undefined && node !== undefined)
    return problem(
      'NODE_ADDRESS has an effect only with DATABASE_URL: servers share boards through PostgreSQL.',
    )
  if (address === undefined)
    return schema === undefined
      ? { ok: true, postgres: undefined }
      : problem('DATABASE_SCHEMA has an effect only with DATABASE_URL.')
  const url = URL.parse(address)
  if (url?.protocol !== 'postgresql:' && url?.protocol !== 'postgres:')
    return problem(`DATABASE_URL must be an address such as ${example}.`)
  const isSocket = url.searchParams.get('host')?.startsWith('/') === true
  const mode = url.searchParams.get('sslmode')
  if (mode === null ? !isSocket : !modes.includes(mode))
    return problem('DATABASE_URL must say sslmode=disable, sslmode=require or sslmode=verify-full.')
  if (schema !== undefined && !/^[a-z_][a-z0-9_]{0,62}$/u.test(schema))
    return problem('DATABASE_SCHEMA must be up to 63 small letters, digits or _, and begin with no digit.')
  if (value('BACKUP_DIR') !== undefined)
    return problem('BACKUP_DIR has no effect with DATABASE_URL: back up PostgreSQL with its own tools.')
  if (node !== undefined && !/^http:\/\/[\w.:[\]-]+$/u.test(node))
    return problem(
      `NODE_ADDRESS must be an address of this server alone, such as http://10.0.0.5:3000; it is "${node}".`,
    )
  return { ok: true, postgres: { url: address, schema: schema ?? 'boussole', address: node ?? null } }
}

function addressIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    // The caller names the setting and the path.
    return null
  }
}

function problem(sentence: string): DatabaseResult {
  return { ok: false, problem: sentence }
}
