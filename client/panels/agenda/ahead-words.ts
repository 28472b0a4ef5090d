import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  until: 'Preparation, each at their own pace · until {{date}}',
  from: 'Preparation, each at their own pace · from {{date}}',
  line: {
    open: 'Preparation, each at their own pace',
    early: 'Preparation, each at their own pace · not yet open',
    closed: 'Preparation · closed',
    taken: 'Preparation · the workshop has begun with it',
    never: 'Preparation',
  },
  nobody: 'Nobody has begun yet.',
  unseen: 'You see how many have begun, and never a word of what they write.',
  reminder: 'Invite everyone to prepare',
  reminderText: 'Message to send, in both languages',
  copyReminder: 'Copy the message',
  noLink: 'The link for participants is turned off. Replace it to invite people.',
}

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

/** The sentences about steps at one's own pace. */
export const aheadWords = wordsOf({ en, fr })
