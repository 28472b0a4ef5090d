import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './table-words.en.ts'
import { fr } from './table-words.fr.ts'

/** The sentences about tables. */
export const tableWords = wordsOf({ en, fr })
