import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences about where notes come from and where ideas went. */
export const lineageWords = wordsOf({ en, fr })
