import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the ways to a board, besides the common ones. */
export const joinWords = wordsOf({ en, fr })
