import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The sentences of the one button and of its figures. */
export const testStepWords = wordsOf({ en, fr })
