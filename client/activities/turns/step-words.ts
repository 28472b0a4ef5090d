import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  begin: 'Begin the round',
  beginTables: 'Begin at every table',
  call: 'Call {{name}}',
  next: 'Next: {{name}}',
  endTurn: 'End the last turn',
  haveSpoken: 'have spoken',
  spoken: '{{spoken}} of {{of}} have spoken',
  someone: 'someone',
}

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

/** The sentences that load with the scene of the steps. */
export const turnsStepWords = wordsOf({ en, fr })
