import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OpeningRule } from './access/opening.ts'
import { readOpening } from './opening-config.ts'
import { logLevels, type LogLevel } from './ops/log.ts'

/** The settings of the environment. README's table lists the same names. */
export interface Config {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** The origin of links, when it differs from the one that the browser asked for. */
  readonly publicUrl: string | null
  /** Origins whose pages may open websockets, besides the server's own host. */
  readonly origins: readonly string[]
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
  const publicOrigin = publicUrl === undefined ? null : originOf(publicUrl)
  if (publicOrigin === undefined) {
    return problem(
      'PUBLIC_URL',
      'must be an address without a path, such as https://boussole.example.org',
      publicUrl,
    )
  }
  const origins: string[] = publicOrigin === null ? [] : [publicOrigin]
  for (const entry of (value('ORIGINS') ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const origin = originOf(entry)
    if (origin === undefined) {
      return problem('ORIGINS', 'must be addresses without a path, separated by commas', entry)
    }
    origins.push(origin)
  }
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
  const draftDays = Number(value('DESK_DAYS') ?? 30)
  if (!Number.isInteger(draftDays) || draftDays < 1 || draftDays > 3_650) {
    return problem('DESK_DAYS', 'must be a whole number of days from 1 to 3650', env['DESK_DAYS'])
  }
  // 250 photos of some 0.4 MB. An export with more may be too large for an import.
  const photoMegabytes = Number(value('PHOTO_MB') ?? 100)
  if (!Number.isInteger(photoMegabytes) || photoMegabytes < 0 || photoMegabytes > 100_000) {
    return problem('PHOTO_MB', 'must be a whole number of megabytes from 0 to 100000', env['PHOTO_MB'])
  }
  const replayDays = Number(value('REPLAY_DAYS') ?? 30)
  if (!Number.isInteger(replayDays) || replayDays < 0 || replayDays > 3_650) {
    return problem('REPLAY_DAYS', 'must be a whole number of days from 0 to 3650', env['REPLAY_DAYS'])
  }
  const backupDays = Number(value('BACKUP_DAYS') ?? 14)
  if (!Number.isInteger(backupDays) || backupDays < 1 || backupDays > 3_650) {
    return problem('BACKUP_DAYS', 'must be a whole number of days from 1 to 3650', env['BACKUP_DAYS'])
  }
  const backupDir = value('BACKUP_DIR')
  if (backupDir === undefined && value('BACKUP_DAYS') !== undefined) {
    return {
      ok: false,
      problem: 'BACKUP_DAYS has an effect only with BACKUP_DIR, the folder of daily backups.',
    }
  }
  const trustProxy = isSwitch ? proxies === 'true' : proxies
  const opening = readOpening({ value, trustProxy })
  if (!opening.ok) return opening
  return {
    ok: true,
    config: {
      port,
      host: value('HOST') ?? '0.0.0.0',
      dataDir: resolve(value('DATA_DIR') ?? 'data'),
      publicUrl: publicOrigin,
      origins,
      trustProxy,
      logLevel,
      metricsToken,
      draftDays,
      replayDays,
      backups: backupDir === undefined ? null : { dir: resolve(backupDir), days: backupDays },
      opening: opening.rule,
      clientDir: fileURLToPath(new URL('../dist/client', import.meta.url)),
      limits,
      photos: { ...photos, boardBytes: photoMegabytes * megabyte },
    },
  }
}

function problem(name: string, rule: string, found: string | undefined): ConfigResult {
  return { ok: false, problem: `${name} ${rule}; it is "${found ?? ''}".` }
}

function originOf(text: string): string | undefined {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : undefined
}

function isAddress(text: string): boolean {
  const [address = '', bits, ...others] = text.split('/')
  const version = isIP(address)
  if (version === 0 || others.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
