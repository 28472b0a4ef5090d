import type { en } from './first-words.en.ts'

export const fr = {
  heading: 'Votes',
  results: 'Résultats',
  closed: 'Le vote est clos.',
} satisfies typeof en
