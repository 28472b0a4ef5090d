/** Every setting of the environment. README's table lists the same names. */
export const settings = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_URL_FILE',
  'DATABASE_SCHEMA',
  'NODE_ADDRESS',
  'PUBLIC_URL',
  'ORIGINS',
  'EMBED_ORIGINS',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'METRICS_TOKEN',
  'CREATE',
  'CREATE_SECRET',
  'CREATE_SECRET_FILE',
  'CREATE_HEADER',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET_FILE',
  'OIDC_NAME',
  'WEBHOOK_URLS',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_FILE',
  'WEBHOOK_INSIDE',
  'PHOTO_MB',
  'DESK_DAYS',
  'REPLAY_DAYS',
  'MEMORY',
  'KEEP_DAYS',
  'MAX_BOARDS',
  'MAX_BOARDS_EACH',
  'BACKUP_DIR',
  'BACKUP_DAYS',
] as const
export type Setting = (typeof settings)[number]

export interface UnknownSetting {
  readonly found: string
  readonly meant: Setting
}

/** Two slips of the finger. Short names are words of other programs. */
const slips = 2
const shortest = 6

/** Variables that no setting has, and that are spelt nearly as one. Their values may be secrets. */
export function misspelt(env: Readonly<Record<string, string | undefined>>): readonly UnknownSetting[] {
  const known: ReadonlySet<string> = new Set(settings)
  return Object.keys(env)
    .filter((found) => !known.has(found) && found.length >= shortest)
    .flatMap((found) => {
      const meant = settings.find(
        (name) => name.length >= shortest && distance(plain(found), plain(name)) <= slips,
      )
      return meant === undefined ? [] : { found, meant }
    })
}

function plain(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z]/gu, '')
}

/** Letters to add, to drop or to change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, letter] of a.split('').entries()) {
    const next = [index + 1]
    for (const [place, other] of b.split('').entries()) {
      const changed = (row[place] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
