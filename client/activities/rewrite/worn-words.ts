import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  show: 'Underline worn words',
  showHint: 'On your screen alone. The computer knows words that many organisations use; you judge them.',
  list: 'Worn words and their questions',
  none: 'No worn word here, as far as the computer knows.',
  who: 'Who exactly?',
  what: 'What exactly?',
  how: 'What would somebody see us do?',
  sign: 'How would one notice it?',
  choice: 'What would you no longer do?',
  when: 'When exactly?',
  phrase: 'What would be missing without it?',
  verb: 'Who does what here?',
}

export const fr = {
  show: 'Souligner les mots usés',
  showHint:
    'Sur votre écran seulement. L’ordinateur connaît des mots que beaucoup d’organisations emploient ; à vous d’en juger.',
  list: 'Les mots usés et leurs questions',
  none: 'Aucun mot usé ici, pour autant que l’ordinateur sache.',
  who: 'Qui exactement ?',
  what: 'Quoi, exactement ?',
  how: 'Que nous verrait-on faire ?',
  sign: 'À quoi le remarquerait-on ?',
  choice: 'Que ne feriez-vous plus ?',
  when: 'Quand exactement ?',
  phrase: 'Que manquerait-il sans ces mots ?',
  verb: 'Qui fait quoi, ici ?',
} satisfies typeof en

/** The sentences about worn words. */
export const wornSentences = wordsOf({ en, fr })
