import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  show: 'Underline worn words',
  showHint: 'On your screen alone. The computer knows words that many organisations use; you judge them.',
}

export const fr = {
  show: 'Souligner les mots usés',
  showHint:
    'Sur votre écran seulement. L’ordinateur connaît des mots que beaucoup d’organisations emploient ; à vous d’en juger.',
} satisfies typeof en

/** The sentences about worn words. */
export const wornSentences = wordsOf({ en, fr })
