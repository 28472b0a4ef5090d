import type { en } from './words.en.ts'

export const fr = {
  heading: 'Chercher dans le tableau',
  placeholder: 'Un mot ou une partie de mot',
  none: 'Aucun résultat',
  position: '{{current}} sur {{total}}',
  inGroup: 'dans le groupe « {{title}} »',
  next: 'Suivant',
  previous: 'Précédent',
  close: 'Fermer la recherche',
  farOut_one: '{{count}} note est très loin des autres',
  farOut_other: '{{count}} notes sont très loin des autres',
  showFarOut: 'Voir',
  bringBack: 'Ramener',
  deleteFarOut: 'Supprimer',
  farOutMenu_one: 'Note très loin des autres…',
  farOutMenu_other: '{{count}} notes très loin des autres…',
} satisfies typeof en
