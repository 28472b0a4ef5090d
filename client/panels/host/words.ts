import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  bring: 'Bring everyone here',
  brought: 'Everyone now sees this part of the board.',
  tools: 'Tools',
  tint: 'Colour',
  remove: 'Delete',
  view: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show the whole board',
  writeCaption: 'Write a caption',
  viewPhoto: 'View the picture',
  park: 'Park it',
  unpark: 'Take out of the parking lot',
  addPhotos: 'Add pictures',
  file: 'Its file',
  roomPage: '{{page}} of {{pages}}',
  moreCards_one: 'Show {{count}} more',
  moreCards_other: 'Show {{count}} more',
}

export const fr = {
  bring: 'Amener tout le monde ici',
  brought: 'Tout le monde voit maintenant cette partie du tableau.',
  tools: 'Outils',
  tint: 'Couleur',
  remove: 'Supprimer',
  view: 'Vue',
  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  fit: 'Voir tout le tableau',
  writeCaption: 'Écrire une légende',
  viewPhoto: 'Voir l’image',
  park: 'Mettre au parking',
  unpark: 'Sortir du parking',
  addPhotos: 'Ajouter des images',
  file: 'Sa fiche',
  roomPage: '{{page}} sur {{pages}}',
  moreCards_one: 'En montrer {{count}} de plus',
  moreCards_other: 'En montrer {{count}} de plus',
} satisfies typeof en

/** The sentences that several features say. */
export const hostWords = wordsOf({ en, fr })
