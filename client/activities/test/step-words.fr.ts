import type { en } from './step-words.en.ts'

export const fr = {
  begin: {
    swap: 'Passer à « Changez le nom »',
    opposite: 'Passer au contraire',
    who: 'Passer à « Qui, exactement ? »',
    monday: 'Passer à « Lundi matin »',
  },
  first: 'Mettre la phrase à l’épreuve',
  names: 'Donner les autres noms',
  next: 'Phrase suivante : {{number}} sur {{of}}',
  close: 'Clôturer et montrer les réponses',
  reveal: 'Montrer toutes les réponses',
  revealed_one: '{{count}} réponse affichée.',
  revealed_other: '{{count}} réponses affichées.',
  judged: 'ont jugé',
} satisfies typeof en
