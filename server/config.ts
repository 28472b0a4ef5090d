import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { logLevels, type LogLevel } from './ops/log-level.ts'

/** Everything the environment decides; the README's table lists the same names. */
export interface Config {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Origin that links begin with, when it is not the one the browser asked for. */
  readonly publicUrl: string | null
  /** Origins whose pages may open websockets, besides the server's own. */
  readonly origins: readonly string[]
  /** Whose X-Forwarded headers are believed: nobody's, everybody's, or those of these addresses and subnets. */
  readonly trustProxy: boolean | string
  readonly logLevel: LogLevel
  /** Who bears it may read /metrics from anywhere; null: only this machine itself may. */
  readonly metricsToken: string | null
  /** How long a desk nobody uses is kept, days. */
  readonly draftDays: number
  /** How far back a board can be replayed, days; 0: nothing of it is kept. */
  readonly replayDays: number
  /** The built interface. */
  readonly clientDir: string
  readonly limits: Limits
  readonly photos: PhotoLimits
}

export interface PhotoLimits {
  /** Bytes of a board's pictures as they are kept. */
  readonly boardBytes: number
  /** Bytes of one picture as it is sent. */
  readonly fileBytes: number
  /** Width times height of one picture as it is sent. */
  readonly pixels: number
}

export interface Limits {
  /** New boards a minute, by address. */
  readonly boards: number
  /** Wrong secrets or codes a minute, by address. */
  readonly guesses: number
}

/**
 * Boards: a class trying the product out behind one address. Guesses: typing errors of a full room behind one
 * address; 60 a minute against 40 bits find one of 1,000 boards' codes in some 30 years.
 */
const limits: Limits = { boards: 60, guesses: 60 }

const megabyte = 1_048_576

/** More than phones make: 12 megapixels and 4 MB, or 48 and 10. */
const photos = { fileBytes: 10 * megabyte, pixels: 50_000_000 }

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string }

/** Reads the environment; the problem is a sentence for whoever starts the server. */
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
    // Not repeated: it may be somebody's secret with one wrong character.
    return { ok: false, problem: 'METRICS_TOKEN must be at least 16 letters, digits or -._~+/= characters.' }
  }
  const draftDays = Number(value('DESK_DAYS') ?? 30)
  if (!Number.isInteger(draftDays) || draftDays < 1 || draftDays > 3_650) {
    return problem('DESK_DAYS', 'must be a whole number of days from 1 to 3650', env['DESK_DAYS'])
  }
  // A picture takes some 0.4 MB: 250 of them. What is exported with more may be too large to be imported.
  const photoMegabytes = Number(value('PHOTO_MB') ?? 100)
  if (!Number.isInteger(photoMegabytes) || photoMegabytes < 0 || photoMegabytes > 100_000) {
    return problem('PHOTO_MB', 'must be a whole number of megabytes from 0 to 100000', env['PHOTO_MB'])
  }
  const replayDays = Number(value('REPLAY_DAYS') ?? 30)
  if (!Number.isInteger(replayDays) || replayDays < 0 || replayDays > 3_650) {
    return problem('REPLAY_DAYS', 'must be a whole number of days from 0 to 3650', env['REPLAY_DAYS'])
  }
  return {
    ok: true,
    config: {
      port,
      host: value('HOST') ?? '0.0.0.0',
      dataDir: resolve(value('DATA_DIR') ?? 'data'),
      publicUrl: publicOrigin,
      origins,
      trustProxy: isSwitch ? proxies === 'true' : proxies,
      logLevel,
      metricsToken,
      draftDays,
      replayDays,
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
