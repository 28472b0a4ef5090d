import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the replay. Activities have those of their own moments. */
export const replayWords = wordsOf({ en, fr })
