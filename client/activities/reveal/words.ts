import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  how: 'In a random order, all at once. A note has a name only if its author signed it.',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
}

export const fr = {
  how: 'Toutes en même temps, dans un ordre tiré au sort. Une note ne porte un nom que si son auteur l’a signée.',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
} satisfies typeof en

/** The sentences of the task. */
export const revealWords = wordsOf({ en, fr })
