import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the task. */
export const talkWords = wordsOf({ en, fr })
