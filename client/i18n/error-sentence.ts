import { t } from './i18n.ts'
import type { CommonName } from './translate.ts'

/** The sentence for a code, in the person's language. A code without a sentence reads as a general fault. */
export function errorSentence(code: string): string {
  return t(`errors.${code}` as CommonName)
}
