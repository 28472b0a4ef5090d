import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  begin: {
    swap: 'Go on to “Change the name”',
    opposite: 'Go on to the opposite',
    who: 'Go on to “Who, exactly?”',
    monday: 'Go on to Monday morning',
  },
  first: 'Put the sentence to the test',
  names: 'Give the other names',
  next: 'Next sentence: {{number}} of {{of}}',
  reveal: 'Show all answers',
  revealed_one: '{{count}} answer is shown.',
  revealed_other: '{{count}} answers are shown.',
  judged: 'judged',
}

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
  reveal: 'Montrer toutes les réponses',
  revealed_one: '{{count}} réponse montrée.',
  revealed_other: '{{count}} réponses montrées.',
  judged: 'ont jugé',
} satisfies typeof en

/** The sentences of the one button and of its figures. */
export const testStepWords = wordsOf({ en, fr })
