import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The sentences of forms that load with the page. */
export const formStepWords = wordsOf({ en, fr })
