import { ErrorCode } from '#shared/wire/error.ts'
import { t } from './i18n.ts'

/** Every code the catalogues have a sentence for: the server's, and our own for a server that does not answer. */
const errorCodes = [...Object.values(ErrorCode), 'network'] as const

/** The sentence for a code, in the person's language; a code of a newer server reads as a general fault. */
export function errorSentence(code: string): string {
  return t(`errors.${errorCodes.find((known) => known === code) ?? 'internal'}`)
}
