import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  add: 'Add a picture',
  take: 'Take a picture',
  choose: 'Choose pictures',
  heading: 'Picture',
  describe: 'Description of the picture',
  describeHint: 'One sentence, for people who cannot see the picture.',
  noDescription: 'Nobody has described this picture yet.',
  replace: 'Replace',
  remove: 'Remove the picture',
  done: 'Done',
  loading: 'Loading the picture…',
  failed: 'The picture cannot be loaded right now.',
  retry: 'Try again',
}

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

/** The sentences of pictures. */
export const photosWords = wordsOf({ en, fr })
