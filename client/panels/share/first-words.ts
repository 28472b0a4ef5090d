import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './first-words.en.ts'
import { fr } from './first-words.fr.ts'

/** The word of the button in the top bar, which loads with the page. */
export const shareFirstWords = wordsOf({ en, fr })
