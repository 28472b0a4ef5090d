import type { en } from './words.en.ts'

export const fr = {
  open: 'Toutes les commandes',
  heading: 'Commandes',
  placeholder: 'Que souhaitez-vous faire ?',
  none: 'Aucune commande de ce nom',
} satisfies typeof en
