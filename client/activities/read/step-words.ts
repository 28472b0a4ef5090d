import { wordsOf } from '../../i18n/words-of.ts'

export const en = { begin: 'Begin reading' }

export const fr = { begin: 'Commencer à lire' } satisfies typeof en

/** The sentences that load with the scene of the steps. */
export const readStepWords = wordsOf({ en, fr })
