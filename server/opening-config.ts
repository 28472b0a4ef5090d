import { readFileSync } from 'node:fs'
import type { OpeningRule } from './access/opening.ts'

export type OpeningResult =
  | { readonly ok: true; readonly rule: OpeningRule }
  | { readonly ok: false; readonly problem: string }

interface OpeningSettings {
  /** A setting of the environment. Undefined when it is empty. */
  readonly value: (name: string) => string | undefined
  readonly trustProxy: boolean | string
}

const ways = ['open', 'secret', 'header'] as const
const secretLength = { min: 8, max: 200 } as const

/** Every browser or proxy sends these, so they show nobody's sign-in. */
const ordinaryHeaders: ReadonlySet<string> = new Set(
  `accept accept-encoding accept-language connection content-length content-type cookie
   forwarded host origin referer user-agent via x-create-secret x-forwarded-for
   x-forwarded-host x-forwarded-proto x-real-ip`.split(/\s+/),
)

/** Reads who may open boards. A setting that would be without effect is a mistake. */
export function readOpening({ value, trustProxy }: OpeningSettings): OpeningResult {
  const asked = value('CREATE') ?? 'open'
  const way = ways.find((known) => known === asked)
  if (!way) return problem(`CREATE must be one of ${ways.join(', ')}; it is "${asked}".`)
  for (const [name, owner] of [
    ['CREATE_SECRET', 'secret'],
    ['CREATE_SECRET_FILE', 'secret'],
    ['CREATE_HEADER', 'header'],
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
      return readSecret(value('CREATE_SECRET'), value('CREATE_SECRET_FILE'))
    case 'header':
      return readHeader(value('CREATE_HEADER')?.toLowerCase(), trustProxy)
  }
}

/** No problem repeats the secret. */
function readSecret(own: string | undefined, file: string | undefined): OpeningResult {
  if (own !== undefined && file !== undefined)
    return problem('Set CREATE_SECRET or CREATE_SECRET_FILE, but not both.')
  const secret = file === undefined ? own : secretIn(file)
  if (secret === null) return problem(`CREATE_SECRET_FILE names a file that cannot be read: ${file}.`)
  if (secret === undefined)
    return problem(
      'CREATE=secret needs CREATE_SECRET, or CREATE_SECRET_FILE with the path of a file that has it.',
    )
  const { min, max } = secretLength
  return secret.length < min || secret.length > max
    ? problem(`The secret of CREATE=secret must have ${min} to ${max} characters.`)
    : { ok: true, rule: { by: 'secret', secret } }
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

function problem(sentence: string): OpeningResult {
  return { ok: false, problem: sentence }
}
