import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Préparer',
  hint: 'Chacun répond seul à quelques questions, même des jours avant.',
  prompt: 'Préparez-vous, chacun de son côté. Vous ne partagez que ce que vous choisissez.',
  firstQuestion: 'Qu’aimeriez-vous apporter ?',
  question: 'Question {{number}}',
  kind: 'Devient',
  kinds: {
    idea: 'une idée',
    hope: 'une envie',
    experience: 'une expérience',
    conviction: 'une conviction',
    expectation: 'une attente',
    object: 'un objet',
  },
  photo: 'Avec une photo',
  addQuestion: 'Ajouter une question',
  removeQuestion: 'Retirer la question {{number}}',
  groups: 'Groupes au choix, un par ligne',
  groupsHint: 'Facultatif. Un groupe de moins de cinq n’est jamais montré seul.',
} satisfies typeof en
