import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './editor-words.en.ts'
import { fr } from './editor-words.fr.ts'

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
export const stepHelp = { en: en.help, fr: fr.help }
