import { wordsOf } from '../../i18n/words-of.ts'
import { en as enAgreement } from './agreement-words.en.ts'
import { fr as frAgreement } from './agreement-words.fr.ts'
import { en as enFirst } from './first-words.en.ts'
import { fr as frFirst } from './first-words.fr.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

/** The sentences of votes. */
export const voteWords = wordsOf({
  en: { ...enFirst, ...en, ...enAgreement },
  fr: { ...frFirst, ...fr, ...frAgreement },
})
