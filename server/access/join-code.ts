import { customAlphabet } from 'nanoid'

/** Crockford's base32: no I, L, O, U, which are misread or spell words (https://www.crockford.com/base32.html). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8
const randomCode = customAlphabet(alphabet, codeLength)
const wellFormed = new RegExp(`^[${alphabet}]{${codeLength}}$`)

/** Eight characters without a dash, as they are hashed: 40 bits, so guesses are limited (see guess-limits.ts). */
export function newJoinCode(): string {
  return randomCode()
}

/** As people see it: XXXX-XXXX. */
export function showJoinCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** What somebody typed, read as kindly as the alphabet allows; undefined when it cannot be a code. */
export function readJoinCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return wellFormed.test(code) ? code : undefined
}
