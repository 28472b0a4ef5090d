import { wordsOf } from '../../i18n/words-of.ts'

export const en = { begin: 'Show all notes' }

export const fr = { begin: 'Montrer toutes les notes' } satisfies typeof en

/** The sentences that load with the scene of the steps. */
export const revealStepWords = wordsOf({ en, fr })
