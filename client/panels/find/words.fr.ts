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
} satisfies typeof en
