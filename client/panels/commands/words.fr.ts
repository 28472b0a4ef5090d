import type { en } from './words.en.ts'

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
