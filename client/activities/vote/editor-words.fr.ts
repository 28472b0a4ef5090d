import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Voter',
  hint: 'Un vote secret ou public, par points. Ce qui est retenu continue.',
  prompt: 'Placez vos points sur ce que nous devrions approfondir.',
  target: 'Voter sur',
  notes: 'Les notes',
  clusters: 'Les groupes',
  dots: 'Points par personne',
  automatic: 'Un quart des éléments',
  number: 'Un nombre de votre choix',
  secrecy: 'Secret ou public',
  secret: 'Secret',
  named: 'Public',
} satisfies typeof en
