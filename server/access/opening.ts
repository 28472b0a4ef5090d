import { createHash, timingSafeEqual, createHmac, hkdfSync } from 'node:crypto'
import { BlockList, isIPv4 } from 'node:net'
import { joinAttemptLimits } from './join-attempt-limits.ts'

/** The rule for opening boards on this server. Joining a board never depends on it. */
export type OpeningRule =
  | { readonly by: 'anybody' }
  /** Everybody with the shared secret. */
  | { readonly by: 'secret'; readonly secret: string }
  /** Everybody for whom one of these proxies sets this header: the house's sign-in. */
  | { readonly by: 'header'; readonly header: string; readonly proxies: readonly string[] }
  /** Everybody whom this identity provider signs in. */
  | {
      readonly by: 'oidc'
      readonly issuer: string
      readonly clientId: string
      readonly clientSecret: string
      /** What people call it. */
      readonly name: string
    }

/** A person who asks to open a board. */
export interface Opener {
  /** Their line to the internet. */
  readonly line: string
  /** The address at the other end of the connection: a proxy, or the person's own. */
  readonly peer: string
  readonly secret: string | undefined
  readonly header: (name: string) => string | undefined
}

type OpeningAnswer = 'allowed' | 'secret_needed' | 'secret_wrong' | 'sign_in_needed' | 'too many'

export interface Opening {
  readonly by: OpeningRule['by']
  /** The name of the identity provider, with `oidc`. */
  readonly signInWith?: string
  /** May this person open a board? A wrong secret is counted. */
  readonly ask: (opener: Opener) => OpeningAnswer
  /** A hash of the name that the house's sign-in gives this person; undefined without a sign-in. */
  readonly creatorOf: (opener: Opener) => string | undefined
}

/** Wrong secrets a minute from one line. A person chose the secret, so it may be short. Not measured. */
const wrongPerMinute = 10

interface OpeningTools {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  /** Reads what a browser shows after a sign-in with `oidc`. */
  readonly passes: SignInPasses | null
}

export function createOpening(rule: OpeningRule, { now, passes }: OpeningTools): Opening {
  switch (rule.by) {
    case 'anybody':
      return { by: rule.by, ask: () => 'allowed', creatorOf: () => undefined }
    case 'secret':
      return { by: rule.by, ask: askForSecret(rule.secret, now), creatorOf: () => undefined }
    case 'header': {
      const isProxy = addressList(rule.proxies)
      const nameOf = ({ peer, header }: Opener): string =>
        isProxy(peer) ? (header(rule.header) ?? '').trim() : ''
      return {
        by: rule.by,
        ask: (opener) => (nameOf(opener) === '' ? 'sign_in_needed' : 'allowed'),
        creatorOf: (opener) => digest(`creator ${nameOf(opener)}`).toString('base64url'),
      }
    }
    case 'oidc': {
      const creatorOf: Opening['creatorOf'] = ({ header }) => {
        const pass = cookieOf(header('cookie'), passCookie)
        return pass === undefined ? undefined : passes?.read(pass)
      }
      const ask: Opening['ask'] = (opener) => (creatorOf(opener) === undefined ? 'sign_in_needed' : 'allowed')
      return { by: rule.by, signInWith: rule.name, ask, creatorOf }
    }
  }
}

function askForSecret(secret: string, now: () => number): Opening['ask'] {
  const expected = digest(secret)
  const attempts = joinAttemptLimits(wrongPerMinute, now)
  return ({ line, secret: said }) => {
    if (said === undefined) return 'secret_needed'
    // Above the limit the right secret is refused, too: otherwise guessing could go on.
    if (attempts.isOver(line)) return 'too many'
    // Equally long, so that the time of the comparison tells nothing.
    if (timingSafeEqual(digest(said), expected)) return 'allowed'
    attempts.failed(line)
    return 'secret_wrong'
  }
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** `addresses`: addresses and subnets. */
function addressList(addresses: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of addresses) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => list.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6'
}

/**
 * What a browser shows after its person has signed in: a mark of the person and an end, signed. The server keeps none of
 * them, so a pass cannot be called back; a new client secret ends them all.
 */
export interface SignInPasses {
  /** `person`: as the identity provider names them for good, whatever their name or address is. */
  readonly issue: (person: string) => string
  /** The mark of the person: always the same, and nobody reads their name in it. Undefined for a pass that is over or forged. */
  readonly read: (pass: string) => string | undefined
}

/** A working day with its evening. Taste. */
export const passSeconds = 12 * 3_600

/** `secret`: known to the server and the identity provider alone. `now`: milliseconds since 1970. */
export function createSignInPasses(secret: string, now: () => number): SignInPasses {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'boussole sign-in', 32))
  const signed = (text: string): string => createHmac('sha256', key).update(text).digest('base64url')
  return {
    issue: (person) => {
      const until = Math.floor(now() / 1_000) + passSeconds
      const text = `${signed(`person ${person}`)}.${until}`
      return `${text}.${signed(`pass ${text}`)}`
    },
    read: (pass) => {
      const [person = '', until = '', mark = '', ...others] = pass.split('.')
      const expected = Buffer.from(signed(`pass ${person}.${until}`))
      const found = Buffer.from(mark)
      if (others.length > 0 || found.length !== expected.length) return undefined
      return timingSafeEqual(found, expected) && Number(until) * 1_000 > now() ? person : undefined
    },
  }
}

export const passCookie = 'boussole_sign_in'

/** The value of a cookie in a request's header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}
