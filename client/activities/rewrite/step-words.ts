import { wordsOf } from '../../i18n/words-of.ts'

export const en = { begin: 'Rewrite the statements' }

export const fr = { begin: 'Réécrire les phrases' } satisfies typeof en

/** The sentences that load with the screens of all steps. */
export const rewriteStepWords = wordsOf({ en, fr })
