import type { en } from './step-words.en.ts'

export const fr = {
  stepBegin: 'Ouvrir le vote',
  stepClose: 'Clôturer le vote',
  voted: 'ont voté',
  stepVoted: 'Ont voté : {{voted}} sur {{eligible}}',
} satisfies typeof en
