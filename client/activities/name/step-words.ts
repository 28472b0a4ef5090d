import { wordsOf } from '../../i18n/words-of.ts'

export const en = { begin: 'Name the groups' }

export const fr = { begin: 'Nommer les groupes' } satisfies typeof en

/** The sentences that load with the scene of the steps. */
export const nameStepWords = wordsOf({ en, fr })
