import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The sentences of the buttons that lead through these steps. */
export const principlesStepWords = wordsOf({ en, fr })
