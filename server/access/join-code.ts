import { customAlphabet } from 'nanoid'

/**
 * Crockford's base32: no I, L, O, U, which are misread or spell words
 * (https://www.crockford.com/base32.html).
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8
const randomCode = customAlphabet(alphabet, codeLength)
const wellFormed = new RegExp(`^[${alphabet}]{${codeLength}}$`)

/**
 * Eight characters without a dash, as they are hashed: 40 bits, so attempts are limited
 * (join-attempt-limits.ts).
 */
export function newJoinCode(): string {
  return randomCode()
}

/** The form that people see: XXXX-XXXX. */
export function showJoinCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Reads a typed code, with the usual mistypings. Undefined when it cannot be a code. */
export function readJoinCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return wellFormed.test(code) ? code : undefined
}
