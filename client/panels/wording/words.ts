import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  undoOwn: 'Undo my own change',
  redoOwn: 'Redo my own change',
  nearlyFull: 'Nearly full: fewer than {{count}} letters still fit.',
  full: 'This sentence is full. Take some words out before you add any.',
}

export const fr = {
  undoOwn: 'Annuler ma modification',
  redoOwn: 'Rétablir ma modification',
  nearlyFull: 'Presque plein : il reste moins de {{count}} caractères.',
  full: 'Cette phrase est pleine. Retirez quelques mots avant d’en ajouter.',
} satisfies typeof en

/** The sentences of the field in which people write a statement together. */
export const wordingWords = wordsOf({ en, fr })
