import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

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
