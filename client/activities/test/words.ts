import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the task and of the projector. */
export const testWords = wordsOf({ en, fr })
