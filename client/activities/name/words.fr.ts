import type { en } from './words.en.ts'

export const fr = {
  named: 'Nommés : {{count}} sur {{total}}',
  title: 'Titre du groupe de {{count}} notes',
  placeholder: 'Que veulent ces notes ?',
  none: 'Il n’y a pas encore de groupe. Revenez en arrière pour regrouper les notes.',
  noneYet: 'Il n’y a pas encore de groupe.',
} satisfies typeof en
