import type { en } from './words.en.ts'

export const fr = {
  add: 'Ajouter une image',
  take: 'Prendre une photo',
  choose: 'Choisir des images',
  heading: 'Image',
  describe: 'Description de l’image',
  describeHint: 'Une phrase, pour les personnes qui ne voient pas l’image.',
  noDescription: 'Personne n’a encore décrit cette image.',
  replace: 'Remplacer',
  remove: 'Retirer l’image',
  done: 'Terminé',
  loading: 'Chargement de l’image…',
  failed: 'L’image ne peut pas être chargée en ce moment.',
  retry: 'Réessayer',
} satisfies typeof en
