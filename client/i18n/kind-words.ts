import { wordsOf } from './words-of.ts'

export const en = {
  idea: 'Idea',
  hope: 'Hope',
  experience: 'Experience',
  conviction: 'Conviction',
  expectation: 'Expectation',
  need: 'Need',
  stakeholder: 'Stakeholder',
  object: 'Object',
  principle: 'Principle',
  commitment: 'Commitment',
  action: 'Action',
  promise: 'Promise',
  begin: 'Begin',
  stop: 'Stop',
  dilemma: 'Hard choice',
  welcome: 'Welcome',
  story: 'Story',
}

export const fr = {
  idea: 'Idée',
  hope: 'Envie',
  experience: 'Expérience',
  conviction: 'Conviction',
  expectation: 'Attente',
  need: 'Besoin',
  stakeholder: 'Partie prenante',
  object: 'Objet',
  principle: 'Principe',
  commitment: 'Engagement',
  action: 'Action',
  promise: 'Promesse',
  begin: 'Commencer',
  stop: 'Arrêter',
  dilemma: 'Choix difficile',
  welcome: 'Accueil',
  story: 'Histoire',
} satisfies typeof en

/** The names of the kinds of notes. */
export const kindWords = wordsOf({ en, fr })
