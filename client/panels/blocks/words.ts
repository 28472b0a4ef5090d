import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  answer: 'Answer',
  ranking: 'Ranking',
}

export const fr = {
  answer: 'Réponse',
  ranking: 'Classement',
} satisfies typeof en

/** The sentences round the blocks of a result. */
export const blocksWords = wordsOf({ en, fr })
