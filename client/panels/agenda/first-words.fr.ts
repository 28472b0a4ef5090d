import type { en } from './first-words.en.ts'

export const fr = {
  task: 'À vous',
  emptyBoard: 'L’atelier commencera ici.',
  emptyTalk: 'Les notes viendront ici. Pour l’instant, on parle.',
} satisfies typeof en
