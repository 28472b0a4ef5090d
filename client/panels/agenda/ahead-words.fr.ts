import type { en } from './ahead-words.en.ts'

export const fr = {
  until: 'À préparer à votre rythme · jusqu’au {{date}}',
  from: 'À préparer à votre rythme · à partir du {{date}}',
  line: {
    open: 'À préparer à votre rythme',
    early: 'À préparer à votre rythme · pas encore ouvert',
    closed: 'Préparation · fermée',
    taken: 'Préparation · l’atelier l’a reprise',
    never: 'Préparation',
  },
  nobody: 'Personne n’a encore commencé.',
  unseen: 'Vous voyez combien de personnes ont commencé, jamais un mot de ce qu’elles écrivent.',
  reminder: 'Relancer tout le monde',
  reminderText: 'Message de relance dans les deux langues',
  copyReminder: 'Copier la relance',
  noLink: 'Le lien des participants est désactivé. Remplacez-le pour relancer.',
} satisfies typeof en
