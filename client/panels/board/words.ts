import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the tools around the canvas and of the page’s own dialogs. */
export const boardWords = wordsOf({ en, fr })
