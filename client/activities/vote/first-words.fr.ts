import type { en } from './first-words.en.ts'

export const fr = {
  round: 'Tour {{number}}',
  moment: { roundOpened: 'Vote ouvert : {{round}}', roundClosed: 'Vote clos : {{round}}' },
  heading: 'Votes',
  results: 'Résultats',
  closed: 'Le vote est clos.',
} satisfies typeof en
