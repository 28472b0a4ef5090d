import type { en } from './words.en.ts'

export const fr = {
  how: 'Toutes en même temps, dans un ordre tiré au sort. Une note ne porte un nom que si son auteur l’a signée.',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
} satisfies typeof en
