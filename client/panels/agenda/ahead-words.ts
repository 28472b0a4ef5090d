import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './ahead-words.en.ts'
import { fr } from './ahead-words.fr.ts'

/** The sentences about steps at one's own pace. */
export const aheadWords = wordsOf({ en, fr })
