import type { en } from './words.en.ts'

export const fr = {
  how: 'Posez l’une sur l’autre les notes qui vont ensemble. Dans cette liste, le bouton d’une note la met dans un groupe.',
  groups_one: '{{count}} groupe',
  groups_other: '{{count}} groupes',
  alone_one: '{{count}} note seule',
  alone_other: '{{count}} notes seules',
  put: 'Regrouper « {{note}} »',
  help: 'Aide au tri',
  park: 'Mettre « {{note}} » au parking',
  none: 'Chaque note est dans un groupe.',
} satisfies typeof en
