import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the field in which people write a statement together. */
export const wordingWords = wordsOf({ en, fr })
