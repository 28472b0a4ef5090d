import type { en } from './words.en.ts'

export const fr = {
  undoOwn: 'Annuler ma modification',
  redoOwn: 'Rétablir ma modification',
} satisfies typeof en
