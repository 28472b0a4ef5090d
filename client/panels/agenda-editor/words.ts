import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })
