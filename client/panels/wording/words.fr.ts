import type { en } from './words.en.ts'

export const fr = {
  undoOwn: 'Annuler ma modification',
  redoOwn: 'Rétablir ma modification',
  nearlyFull: 'Presque plein : il reste moins de {{count}} caractères.',
  full: 'Cette phrase est pleine. Retirez quelques mots avant d’en ajouter.',
} satisfies typeof en
