import type { en } from './first-words.en.ts'

export const fr = {
  task: 'À vous',
  emptyBoard: 'L’atelier commencera ici.',
} satisfies typeof en
