import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Prepare',
  hint: 'Each person answers some questions alone, also days before.',
  prompt: 'Prepare, each on your own. You share only what you choose to.',
  firstQuestion: 'What would you like to bring?',
  question: 'Question {{number}}',
  kind: 'Becomes',
  kinds: {
    idea: 'an idea',
    hope: 'a hope',
    experience: 'an experience',
    conviction: 'a conviction',
    expectation: 'an expectation',
    object: 'an object',
  },
  photo: 'With a photo',
  addQuestion: 'Add a question',
  removeQuestion: 'Remove question {{number}}',
  groups: 'Groups that people can choose from, one a line',
  groupsHint: 'Optional. Groups under five are never shown by themselves.',
}

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

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }
export const firstQuestion = { en: en.firstQuestion, fr: fr.firstQuestion }
