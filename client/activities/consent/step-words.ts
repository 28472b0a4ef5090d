import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  ask: 'Open the question',
  askAgain: 'Ask again',
  close: 'Close the question',
  reply: 'Answer the objections',
  amend: 'Amend the sentence',
  keep: 'Keep the amended sentence',
  adopt: 'Adopt this sentence',
  answered: 'answered',
  take: 'Take a sentence',
  over: {
    adopted: 'Adopted',
    drafting: 'The sentence is amended',
    carried: 'The room can carry it',
    'not-carried': 'It does not hold yet',
    unanswered: 'An objection waits',
    'too-few': 'Too few answers to know',
    nobody: 'Everybody passed',
  },
}

export const fr = {
  ask: 'Ouvrir la question',
  askAgain: 'Poser à nouveau la question',
  close: 'Clôturer la question',
  reply: 'Répondre aux objections',
  amend: 'Amender la phrase',
  keep: 'Garder la phrase amendée',
  adopt: 'Adopter cette phrase',
  answered: 'réponses',
  take: 'Prendre une phrase',
  over: {
    adopted: 'Adoptée',
    drafting: 'La phrase est amendée',
    carried: 'La salle peut la porter',
    'not-carried': 'Elle ne tient pas encore',
    unanswered: 'Une objection attend',
    'too-few': 'Trop peu de réponses pour savoir',
    nobody: 'Tout le monde est sans avis',
  },
} satisfies typeof en

/** The words of the one button and of the figures. */
export const consentStepWords = wordsOf({ en, fr })
