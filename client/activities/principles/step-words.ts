import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The sentences that these steps say outside their tasks. */
export const principlesStepWords = wordsOf({ en, fr })
