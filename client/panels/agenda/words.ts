import { wordsOf } from '../../i18n/words-of.ts'
import { en as enFirst } from './first-words.en.ts'
import { fr as frFirst } from './first-words.fr.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of the agenda. */
export const agendaWords = wordsOf({ en: { ...enFirst, ...en }, fr: { ...frFirst, ...fr } })
