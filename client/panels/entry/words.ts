import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the page that people without access to a board see. */
export const entryWords = wordsOf({ en, fr })
