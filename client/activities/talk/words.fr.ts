import type { en } from './words.en.ts'

export const fr = {
  showBoard: 'Voir le tableau',
  showSentences: 'Voir les phrases',
} satisfies typeof en
