import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  stepBegin: 'Open the vote',
  stepBeginScores: 'Open the vote: 0 to 3 points each',
  stepBeginDots: 'Open the vote with dots',
  stepClose: 'Close the vote',
  decide: 'Decide between {{number}}',
  decideNext: 'A vote between the {{number}} comes next.',
  voted: 'voted',
}

export const fr = {
  stepBegin: 'Ouvrir le vote',
  stepBeginScores: 'Ouvrir le vote : de 0 à 3 pour chacun',
  stepBeginDots: 'Ouvrir le vote : des points à placer',
  stepClose: 'Clôturer le vote',
  decide: 'Départager les {{number}}',
  decideNext: 'Un vote entre les {{number}} vient ensuite.',
  voted: 'ont voté',
} satisfies typeof en

/** The sentences that load with the scene of the steps. */
export const voteStepWords = wordsOf({ en, fr })
