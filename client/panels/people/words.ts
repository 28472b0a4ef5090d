import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences about the people on a board. */
export const peopleWords = wordsOf({ en, fr })
