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
} satisfies typeof en

/** The names of the kinds of notes. */
export const kindWords = wordsOf({ en, fr })
