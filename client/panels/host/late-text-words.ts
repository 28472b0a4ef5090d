import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './late-text-words.en.ts'
import { fr } from './late-text-words.fr.ts'

/** The sentences about texts that the group went on without. */
export const lateTextWords = wordsOf({ en, fr })
