import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The names of the colours of notes, and where a board on this computer can be reached. */
export const uiWords = wordsOf({ en, fr })
