import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './first-words.en.ts'
import { fr } from './first-words.fr.ts'

/** The sentence of the one button, which loads with the page. */
export const rewriteFirstWords = wordsOf({ en, fr })
