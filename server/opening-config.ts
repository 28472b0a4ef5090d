import type { WebhookSettings } from './ops/webhooks.ts'
import { readFileSync } from 'node:fs'
import type { OpeningRule } from './access/opening.ts'

export type OpeningResult =
  | { readonly ok: true; readonly rule: OpeningRule }
  | { readonly ok: false; readonly problem: string }

interface OpeningSettings {
  /** A setting of the environment. Undefined when it is empty. */
  readonly value: (name: string) => string | undefined
  readonly trustProxy: boolean | string
  /** PUBLIC_URL is set. */
  readonly isPublic: boolean
}

const ways = ['open', 'secret', 'header', 'oidc'] as const
const secretLength = { min: 8, max: 200 } as const

/** Every browser or proxy sends these, so they show nobody's sign-in. */
const ordinaryHeaders: ReadonlySet<string> = new Set(
  `accept accept-encoding accept-language connection content-length content-type cookie
   forwarded host origin referer user-agent via x-create-secret x-forwarded-for
   x-forwarded-host x-forwarded-proto x-real-ip`.split(/\s+/),
)

/** Reads who may open boards. A setting that would be without effect is a mistake. */
export function readOpening({ value, trustProxy, isPublic }: OpeningSettings): OpeningResult {
  const asked = value('CREATE') ?? 'open'
  const way = ways.find((known) => known === asked)
  if (!way) return problem(`CREATE must be one of ${ways.join(', ')}; it is "${asked}".`)
  for (const [name, owner] of [
    ['CREATE_SECRET', 'secret'],
    ['CREATE_SECRET_FILE', 'secret'],
    ['CREATE_HEADER', 'header'],
    ['OIDC_ISSUER', 'oidc'],
    ['OIDC_CLIENT_ID', 'oidc'],
    ['OIDC_CLIENT_SECRET', 'oidc'],
    ['OIDC_CLIENT_SECRET_FILE', 'oidc'],
    ['OIDC_NAME', 'oidc'],
  ] as const) {
    if (value(name) !== undefined && way !== owner)
      return problem(`${name} has an effect only with CREATE=${owner}; CREATE is "${way}".`)
  }
  switch (way) {
    case 'open':
      return { ok: true, rule: { by: 'anybody' } }
    case 'secret':
      // Then the sender of a guess names its address, and no limit holds.
      if (trustProxy === true)
        return problem(
          'CREATE=secret needs TRUST_PROXY with the addresses of the proxy, or false; with true, guesses have no limit.',
        )
      return readShared(value)
    case 'header':
      return readHeader(value('CREATE_HEADER')?.toLowerCase(), trustProxy)
    case 'oidc':
      return readOidc(value, isPublic)
  }
}

type WebhooksResult =
  | { readonly ok: true; readonly webhooks: WebhookSettings | null }
  | ReturnType<typeof problem>

/** Where news of boards are sent. No problem repeats an address: its path may be a secret. */
export function readWebhooks(value: OpeningSettings['value']): WebhooksResult {
  const addresses = value('WEBHOOK_URLS')
    ?.split(',')
    .map((part) => part.trim())
  if (!addresses) return { ok: true, webhooks: null }
  if (!addresses.every((address) => /^https?:$/u.test(URL.parse(address)?.protocol ?? '')))
    return problem('WEBHOOK_URLS must be addresses that begin with https:// or http://, separated by commas.')
  const read = readSecret(value, 'WEBHOOK_SECRET', 'WEBHOOK_URLS')
  if (!read.ok) return read
  if (!/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/u.test(read.secret))
    return problem('WEBHOOK_SECRET must be whsec_ and the base64 of 24 to 64 random bytes.')
  const inside = value('WEBHOOK_INSIDE') ?? 'false'
  if (inside !== 'true' && inside !== 'false') return problem('WEBHOOK_INSIDE must be true or false.')
  return { ok: true, webhooks: { addresses, secret: read.secret, isInsideAllowed: inside === 'true' } }
}

type SecretResult = { readonly ok: true; readonly secret: string } | ReturnType<typeof problem>

/** A secret by its setting, or in the file of the setting with `_FILE`. No problem repeats it. */
function readSecret(value: OpeningSettings['value'], name: string, user: string): SecretResult {
  const [own, file] = [value(name), value(`${name}_FILE`)]
  if (own !== undefined && file !== undefined) return problem(`Set ${name} or ${name}_FILE, but not both.`)
  const secret = file === undefined ? own : secretIn(file)
  if (secret === null) return problem(`${name}_FILE names a file that cannot be read: ${file}.`)
  if (secret === undefined)
    return problem(`${user} needs ${name}, or ${name}_FILE with the path of a file that has it.`)
  const { min, max } = secretLength
  return secret.length < min || secret.length > max
    ? problem(`The secret of ${user} must have ${min} to ${max} characters.`)
    : { ok: true, secret }
}

function readShared(value: OpeningSettings['value']): OpeningResult {
  const read = readSecret(value, 'CREATE_SECRET', 'CREATE=secret')
  return read.ok ? { ok: true, rule: { by: 'secret', secret: read.secret } } : read
}

function readOidc(value: OpeningSettings['value'], isPublic: boolean): OpeningResult {
  if (!isPublic)
    return problem(
      'CREATE=oidc needs PUBLIC_URL, the address to which the identity provider sends people back.',
    )
  const [issuer, clientId] = [value('OIDC_ISSUER'), value('OIDC_CLIENT_ID')]
  if (issuer === undefined || clientId === undefined)
    return problem('CREATE=oidc needs OIDC_ISSUER and OIDC_CLIENT_ID, which the identity provider names.')
  const address = URL.parse(issuer)
  if (address?.protocol !== 'https:' || address.search !== '' || address.hash !== '')
    return problem(
      `OIDC_ISSUER must be an https address, such as https://login.example.org/realms/house; it is "${issuer}".`,
    )
  const read = readSecret(value, 'OIDC_CLIENT_SECRET', 'CREATE=oidc')
  if (!read.ok) return read
  const name = value('OIDC_NAME') ?? address.host
  return { ok: true, rule: { by: 'oidc', issuer, clientId, clientSecret: read.secret, name } }
}

function secretIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    // The caller names the setting and the path.
    return null
  }
}

function readHeader(header: string | undefined, trustProxy: boolean | string): OpeningResult {
  if (header === undefined)
    return problem('CREATE=header needs CREATE_HEADER, the header in which the proxy names the person.')
  if (!/^[\w-]+$/.test(header))
    return problem('CREATE_HEADER must be the name of a header, such as x-remote-user.')
  if (ordinaryHeaders.has(header))
    return problem(
      `CREATE_HEADER must be a header that only the sign-in sets; browsers or proxies send "${header}".`,
    )
  if (typeof trustProxy === 'boolean')
    return problem(
      'CREATE=header needs TRUST_PROXY with the addresses of the proxy; otherwise everybody could send the header.',
    )
  return {
    ok: true,
    rule: { by: 'header', header, proxies: trustProxy.split(',').map((part) => part.trim()) },
  }
}

function problem(sentence: string): Extract<OpeningResult, { readonly ok: false }> {
  return { ok: false, problem: sentence }
}
