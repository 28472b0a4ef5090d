import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './step-words.en.ts'
import { fr } from './step-words.fr.ts'

/** The words of the one button and of the figures. */
export const consentStepWords = wordsOf({ en, fr })
