import type { en } from './first-words.en.ts'

export const fr = {
  heading: 'Votes',
  results: 'Résultats',
  closed: 'Le vote est clos.',
  stepBegin: 'Ouvrir le vote',
  stepClose: 'Clôturer le vote',
  voted: 'ont voté',
  stepVoted: 'Ont voté : {{voted}} sur {{eligible}}',
} satisfies typeof en
