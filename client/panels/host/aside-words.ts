import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  summary: 'Set aside ({{count}})',
  takeUp: 'Take sentence {{number}} up again',
  tookUp: 'Sentence {{number}} is back.',
}

export const fr = {
  summary: 'Mises de côté ({{count}})',
  takeUp: 'Reprendre la phrase {{number}}',
  tookUp: 'La phrase {{number}} est de retour.',
} satisfies typeof en

export const asideWords = wordsOf({ en, fr })
