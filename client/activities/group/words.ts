import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  how: 'Lay notes that belong together on each other. On this list, a note goes into a group by its button.',
  groups_one: '{{count}} group',
  groups_other: '{{count}} groups',
  alone_one: '{{count}} note stands alone',
  alone_other: '{{count}} notes stand alone',
  put: 'Group “{{note}}”',
  help: 'Sorting help',
  park: 'Park “{{note}}”',
  none: 'Every note is in a group.',
}

export const fr = {
  how: 'Posez l’une sur l’autre les notes qui vont ensemble. Dans cette liste, le bouton d’une note la met dans un groupe.',
  groups_one: '{{count}} groupe',
  groups_other: '{{count}} groupes',
  alone_one: '{{count}} note seule',
  alone_other: '{{count}} notes seules',
  put: 'Regrouper « {{note}} »',
  help: 'Aide au tri',
  park: 'Mettre « {{note}} » au parking',
  none: 'Chaque note est dans un groupe.',
} satisfies typeof en

/** The sentences of the task. */
export const groupWords = wordsOf({ en, fr })
