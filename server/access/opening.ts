import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv4 } from 'node:net'
import { joinAttemptLimits } from './join-attempt-limits.ts'
import { cookieOf, passCookie, type SignInPasses } from './sign-in-pass.ts'

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

export type OpeningAnswer = 'allowed' | 'secret_needed' | 'secret_wrong' | 'sign_in_needed' | 'too many'

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

export interface OpeningTools {
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
