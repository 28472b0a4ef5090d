import type { en } from './step-words.en.ts'

export const fr = {
  begin: 'Passer à l’épreuve',
  first: 'Mettre la phrase à l’épreuve',
  names: 'Donner les autres noms',
  next: 'Phrase suivante : {{number}} sur {{of}}',
  close: 'Clôturer et montrer les réponses',
  reveal: 'Montrer toutes les réponses',
  revealed_one: '{{count}} réponse affichée.',
  revealed_other: '{{count}} réponses affichées.',
  judged: 'ont jugé',
  judgedOf: 'Ont jugé : {{voted}} sur {{eligible}}',
} satisfies typeof en
