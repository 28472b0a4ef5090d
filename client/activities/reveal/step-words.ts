import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The sentences that load with the scene of the steps. */
export const revealStepWords = wordsOf({ en, fr })
