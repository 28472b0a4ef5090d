import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './first-words.en.ts'
import { fr } from './first-words.fr.ts'

/** The sentences of forms that load with the page. */
export const formFirstWords = wordsOf({ en, fr })
