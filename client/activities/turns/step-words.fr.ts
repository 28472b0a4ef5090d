import type { en } from './step-words.en.ts'

export const fr = {
  begin: 'Commencer le tour',
  beginTables: 'Commencer à chaque table',
  call: 'Donner la parole à {{name}}',
  next: 'Au suivant : {{name}}',
  endTurn: 'Terminer le dernier tour',
  haveSpoken: 'ont parlé',
  spoken: 'Ont parlé : {{spoken}} sur {{of}}',
  someone: 'quelqu’un',
} satisfies typeof en
