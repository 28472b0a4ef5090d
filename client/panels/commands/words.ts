import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  open: 'All commands',
  heading: 'Commands',
  placeholder: 'What would you like to do?',
  none: 'No command with that name',
  groups: {
    content: 'Notes',
    work: 'Writing and voting',
    people: 'People and screens',
    past: 'Files and history',
    view: 'View',
    self: 'You',
    help: 'Help',
    end: 'Board',
  },
}

export const fr = {
  open: 'Toutes les commandes',
  heading: 'Commandes',
  placeholder: 'Que souhaitez-vous faire ?',
  none: 'Aucune commande de ce nom',
  groups: {
    content: 'Notes',
    work: 'Écriture et votes',
    people: 'Personnes et écrans',
    past: 'Fichiers et historique',
    view: 'Affichage',
    self: 'Vous',
    help: 'Aide',
    end: 'Tableau',
  },
} satisfies typeof en

/** The sentences of the command palette. */
export const commandsWords = wordsOf({ en, fr })
