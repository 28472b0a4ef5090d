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
} satisfies typeof en

/** The words of the one button and of the figures. */
export const consentStepWords = wordsOf({ en, fr })
