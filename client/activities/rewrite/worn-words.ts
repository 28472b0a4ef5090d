import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './worn-words.en.ts'
import { fr } from './worn-words.fr.ts'

/** The sentences about worn words. */
export const wornSentences = wordsOf({ en, fr })
