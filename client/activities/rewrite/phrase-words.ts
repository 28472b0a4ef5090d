import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './phrase-words.en.ts'
import { fr } from './phrase-words.fr.ts'

/** The sentences about words of a statement: comments on them, and words that go into another one. */
export const phraseWords = wordsOf({ en, fr })
