import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'Votes',
  results: 'Results',
  closed: 'The vote is closed.',
}

export const fr = {
  heading: 'Votes',
  results: 'Résultats',
  closed: 'Le vote est clos.',
} satisfies typeof en

/** The sentences of votes that load with the page. */
export const voteFirstWords = wordsOf({ en, fr })
