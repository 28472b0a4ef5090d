import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './first-words.en.ts'
import { fr } from './first-words.fr.ts'

/** The sentences that load with the page. */
export const turnsFirstWords = wordsOf({ en, fr })
