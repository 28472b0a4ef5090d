import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the list of keys. */
export const helpWords = wordsOf({ en, fr })
