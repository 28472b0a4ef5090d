import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OpeningRule } from './access/opening.ts'
import { readDatabase } from './database-config.ts'
import { readOpening, readWebhooks } from './opening-config.ts'
import type { PostgresSettings } from './store/rows/protocol.ts'
import type { WebhookSettings } from './ops/webhooks.ts'
import { logLevels, type LogLevel } from './ops/log.ts'

/** The settings of the environment. README's table lists the same names. */
export interface Config {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** The PostgreSQL that has the boards. Undefined: a file in the data folder has them. */
  readonly postgres: PostgresSettings | undefined
  /** The beginning of links, when it differs from the origin that the browser asked for: an origin and `basePath`. */
  readonly publicUrl: string | null
  /** The path of the product at its host, such as `/boussole`; empty at a host of its own. */
  readonly basePath: string
  /** Origins whose pages may open websockets, besides the server's own host. */
  readonly origins: readonly string[]
  /** Origins whose pages may show a board for viewers, or a purpose page, in a frame. */
  readonly embedOrigins: readonly string[]
  /**
   * Proxies whose X-Forwarded headers are trusted: none, all, or these addresses and subnets.
   */
  readonly trustProxy: boolean | string
  readonly logLevel: LogLevel
  /** A client with this token may read /metrics from anywhere. Null: only this machine may. */
  readonly metricsToken: string | null
  /** Days for which unused drafts are kept. */
  readonly draftDays: number
  /** Days of replay that are kept. 0: none. */
  readonly replayDays: number
  /** Memory for the server and the processes that it starts, in bytes. Null: that of the machine or the container. */
  readonly memoryBytes: number | null
  /** Days after which a board that nobody changes is deleted. 0: never. */
  readonly keepDays: number
  readonly quotas: Quotas
  /** Where news of boards are sent. Null: nowhere. */
  readonly webhooks: WebhookSettings | null
  /** The daily backup. Null: none. */
  readonly backups: { readonly dir: string; readonly days: number } | null
  /** The rule for opening boards. */
  readonly opening: OpeningRule
  /** The built interface. */
  readonly clientDir: string
  readonly limits: Limits
  readonly photos: PhotoLimits
}

export interface PhotoLimits {
  /** Bytes of all stored photos of a board. */
  readonly boardBytes: number
  /** Bytes of one uploaded photo. */
  readonly fileBytes: number
  /** Width times height of one uploaded photo. */
  readonly pixels: number
}

/** Boards that may be there at once. 0: any number. */
export interface Quotas {
  readonly all: number
  /** Of one person whom the house has signed in. */
  readonly each: number
}

export interface Limits {
  /** New boards a minute, by address. */
  readonly boards: number
  /** Wrong secrets or codes a minute, by address. */
  readonly joinAttempts: number
  /** People who join by one link at once. A sixtieth as many may follow each second. */
  readonly joins: number
}

/**
 * Boards: a class that tries the product behind one address. Join attempts: mistypings of a full room
 * behind one address. With 60 a minute, an attacker finds one of 1,000 codes of 40 bits in some 30 years.
 * Joins: the largest promised crowd, and a fifth more for pages that are loaded again.
 */
const limits: Limits = { boards: 60, joinAttempts: 60, joins: 6_000 }

const megabyte = 1_048_576

/** More than phones make: 12 megapixels with 4 MB, or 48 with 10. */
const photos = { fileBytes: 10 * megabyte, pixels: 50_000_000 }

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string }

/** Reads the environment. The problem is a sentence for the person who starts the server. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined

  const port = Number(value('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return problem('PORT', 'must be a whole number from 0 to 65535', env['PORT'])
  }
  const level = value('LOG_LEVEL') ?? 'warn'
  const logLevel = logLevels.find((known) => known === level)
  if (!logLevel) return problem('LOG_LEVEL', `must be one of ${logLevels.join(', ')}`, level)

  const publicUrl = value('PUBLIC_URL')
  const isPublic = publicUrl !== undefined
  const place = isPublic ? placeOf(publicUrl) : { origin: null, path: '' }
  if (place === undefined) {
    return problem(
      'PUBLIC_URL',
      'must be an address such as https://boussole.example.org, or with a path of letters and digits such as https://intranet.example.org/boussole/',
      publicUrl,
    )
  }
  const ownName = place.path.split('/')[1] ?? ''
  if (ownNames.has(ownName)) {
    return problem(
      'PUBLIC_URL',
      `must not begin its path with /${ownName}, which pages of Boussole do`,
      publicUrl,
    )
  }
  const [sockets, frames] = [readOrigins('ORIGINS', value), readOrigins('EMBED_ORIGINS', value)]
  if (!sockets.ok) return sockets
  if (!frames.ok) return frames
  const proxies = value('TRUST_PROXY') ?? 'false'
  const isSwitch = proxies === 'true' || proxies === 'false'
  if (!isSwitch && !proxies.split(',').every((part) => isAddress(part.trim()))) {
    return problem('TRUST_PROXY', 'must be true, false, or addresses separated by commas', proxies)
  }
  const metricsToken = value('METRICS_TOKEN') ?? null
  if (metricsToken !== null && !/^[\w.~+/=-]{16,}$/.test(metricsToken)) {
    // Its value is not repeated: it may be a real secret with one wrong character.
    return { ok: false, problem: 'METRICS_TOKEN must be at least 16 letters, digits or -._~+/= characters.' }
  }
  const read = readNumbers(value, env)
  if (!read.ok) return read
  const { draftDays, replayDays, photoMegabytes, memoryMegabytes, backupDays, keepDays, ...most } =
    read.numbers
  if (keepDays > 0 && keepDays < 60) {
    return problem('KEEP_DAYS', 'must be 0, or a whole number of days from 60 to 3650', env['KEEP_DAYS'])
  }
  if (memoryMegabytes > 0 && memoryMegabytes < 512) {
    return problem('MEMORY', 'must be 0, or a whole number of megabytes from 512', env['MEMORY'])
  }
  const database = readDatabase(value)
  if (!database.ok) return database
  const backupDir = value('BACKUP_DIR')
  const trustProxy = isSwitch ? proxies === 'true' : proxies
  const opening = readOpening({ value, trustProxy, isPublic })
  if (!opening.ok) return opening
  const webhooks = readWebhooks(value)
  if (!webhooks.ok) return webhooks
  if (most.boardsEach > 0 && opening.rule.by !== 'header' && opening.rule.by !== 'oidc') {
    return {
      ok: false,
      problem: 'MAX_BOARDS_EACH has an effect only with CREATE=header or CREATE=oidc, which know people.',
    }
  }
  return {
    ok: true,
    config: {
      port,
      host: value('HOST') ?? '0.0.0.0',
      postgres: database.postgres,
      dataDir: resolve(value('DATA_DIR') ?? 'data'),
      publicUrl: place.origin === null ? null : place.origin + place.path,
      basePath: place.path,
      origins: [...(place.origin === null ? [] : [place.origin]), ...sockets.origins],
      embedOrigins: frames.origins,
      trustProxy,
      logLevel,
      metricsToken,
      draftDays,
      replayDays,
      memoryBytes: memoryMegabytes === 0 ? null : memoryMegabytes * megabyte,
      keepDays,
      quotas: { all: most.boards, each: most.boardsEach },
      backups: backupDir === undefined ? null : { dir: resolve(backupDir), days: backupDays },
      opening: opening.rule,
      webhooks: webhooks.webhooks,
      clientDir: fileURLToPath(new URL('../dist/client', import.meta.url)),
      limits,
      photos: { ...photos, boardBytes: photoMegabytes * megabyte },
    },
  }
}

/** Name, default, least and most, and what is counted. */
const numberSettings = {
  draftDays: ['DESK_DAYS', 30, 1, 3_650, 'days'],
  replayDays: ['REPLAY_DAYS', 30, 0, 3_650, 'days'],
  // 250 photos of some 0.4 MB. An export with more may be too large for an import.
  photoMegabytes: ['PHOTO_MB', 100, 0, 100_000, 'megabytes'],
  // Below, a server with one board and one file of it would fail.
  memoryMegabytes: ['MEMORY', 0, 0, 1_000_000, 'megabytes'],
  backupDays: ['BACKUP_DAYS', 14, 1, 3_650, 'days'],
  keepDays: ['KEEP_DAYS', 0, 0, 3_650, 'days'],
  boards: ['MAX_BOARDS', 0, 0, 1_000_000, 'boards'],
  boardsEach: ['MAX_BOARDS_EACH', 0, 0, 1_000_000, 'boards'],
} as const
type Numbers = Record<keyof typeof numberSettings, number>

function readNumbers(
  value: (name: string) => string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly numbers: Numbers } | { readonly ok: false; readonly problem: string } {
  const numbers: Partial<Numbers> = {}
  for (const [key, [name, usual, least, most, unit]] of Object.entries(numberSettings)) {
    const number = Number(value(name) ?? usual)
    if (!Number.isInteger(number) || number < least || number > most)
      return problem(name, `must be a whole number of ${unit} from ${least} to ${most}`, env[name])
    numbers[key as keyof Numbers] = number
  }
  return { ok: true, numbers: numbers as Numbers }
}

function problem(
  name: string,
  rule: string,
  found: string | undefined,
): Extract<ConfigResult, { readonly ok: false }> {
  return { ok: false, problem: `${name} ${rule}; it is "${found ?? ''}".` }
}

/** First names of our own addresses: a proxy may remove the path or not, so a path that begins with one has two meanings. */
const ownNames: ReadonlySet<string> = new Set(
  'api assets b embed healthz index.html join join.html metrics openapi.json purpose readyz schemas share ws'.split(
    ' ',
  ),
)

/** An origin, and a path without its last slash. The letters of the path mean the same in addresses and in patterns. */
function placeOf(text: string): { readonly origin: string; readonly path: string } | undefined {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    return undefined
  const path = url.pathname.replace(/\/$/u, '')
  return /^(?:\/[\w-]+)*$/u.test(path) ? { origin: url.origin, path } : undefined
}

function readOrigins(
  name: string,
  value: (name: string) => string | undefined,
):
  | { readonly ok: true; readonly origins: readonly string[] }
  | Extract<ConfigResult, { readonly ok: false }> {
  const origins: string[] = []
  for (const entry of (value(name) ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const origin = originOf(entry)
    if (origin === undefined)
      return problem(name, 'must be addresses without a path, separated by commas', entry)
    origins.push(origin)
  }
  return { ok: true, origins }
}

function originOf(text: string): string | undefined {
  const place = placeOf(text)
  // It becomes a part of a security policy, where other signs have a meaning.
  return place?.path === '' && /^https?:\/\/[\w.:[\]-]+$/u.test(place.origin) ? place.origin : undefined
}

function isAddress(text: string): boolean {
  const [address = '', bits, ...others] = text.split('/')
  const version = isIP(address)
  if (version === 0 || others.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
