import { wordsOf } from '../../i18n/words-of.ts'
import { en } from './purpose-words.en.ts'
import { fr } from './purpose-words.fr.ts'

export const purposeWords = wordsOf({ en, fr })
