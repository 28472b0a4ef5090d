import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The sentences that load with the screens of all steps. */
export const rewriteStepWords = wordsOf({ en, fr })
