import type { en } from './step-words.en.ts'

export const fr = {
  stepBegin: 'Ouvrir le vote',
  stepBeginScores: 'Ouvrir le vote : de 0 à 3 pour chacun',
  stepBeginDots: 'Ouvrir le vote : des points à placer',
  stepClose: 'Clôturer le vote',
  voted: 'ont voté',
} satisfies typeof en
