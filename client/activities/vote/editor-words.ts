import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './editor-words.en.ts'
import { fr } from './editor-words.fr.ts'

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }

/** The sentence of a new step for each way of answering. */
export const promptOf = {
  auto: { en: en.autoPrompt, fr: fr.autoPrompt },
  dots: stepPrompt,
  score: { en: en.scorePrompt, fr: fr.scorePrompt },
  agreement: { en: en.agreementPrompt, fr: fr.agreementPrompt },
} as const
