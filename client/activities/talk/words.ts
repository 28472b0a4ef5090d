import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  showBoard: 'Show the board',
  showSentences: 'Show the sentences',
}

export const fr = {
  showBoard: 'Voir le tableau',
  showSentences: 'Voir les phrases',
} satisfies typeof en

/** The sentences of the task. */
export const talkWords = wordsOf({ en, fr })
