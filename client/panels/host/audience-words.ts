import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './audience-words.en.ts'
import { fr } from './audience-words.fr.ts'

/** The five audiences, in the same words at every field. */
export const audienceWords = wordsOf({ en, fr })
