import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './compare-words.en.ts'
import { fr } from './compare-words.fr.ts'

/** The sentences about two versions side by side. */
export const compareWords = wordsOf({ en, fr })
