import type { en } from './ahead-words.en.ts'

export const fr = {
  until: 'Préparation, chacun à son rythme · jusqu’au {{date}}',
  from: 'Préparation, chacun à son rythme · à partir du {{date}}',
  line: {
    open: 'Préparation, chacun à son rythme',
    early: 'Préparation, chacun à son rythme · pas encore ouvert',
    closed: 'Préparation · fermée',
    taken: 'Préparation · l’atelier l’a reprise',
    never: 'Préparation',
  },
  nobody: 'Personne n’a encore commencé.',
  unseen: 'Vous voyez combien de personnes ont commencé, jamais un mot de ce qu’elles écrivent.',
  reminder: 'Inviter à se préparer',
  reminderText: 'Message à envoyer, dans les deux langues',
  copyReminder: 'Copier le message',
  noLink: 'Le lien des participants est désactivé. Remplacez-le pour inviter.',
} satisfies typeof en
