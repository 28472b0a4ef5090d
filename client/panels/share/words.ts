import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of links, of the code and of the projector’s window. */
export const shareWords = wordsOf({ en, fr })
