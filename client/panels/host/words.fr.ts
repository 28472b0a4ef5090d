import type { en } from './words.en.ts'

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
} satisfies typeof en
