import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './adopted-words.en.ts'
import { fr } from './adopted-words.fr.ts'

/** The sentences about an adopted sentence. */
export const adoptedWords = wordsOf({ en, fr })
