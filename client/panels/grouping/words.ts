import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of moving notes to a group without dragging. */
export const groupingWords = wordsOf({ en, fr })
