import type { en } from './worn-words.en.ts'

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
