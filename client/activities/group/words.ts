import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  how: 'Lay notes that belong together on each other, or tap the folder beside a note.',
  groups_one: '{{count}} group',
  groups_other: '{{count}} groups',
  alone_one: '{{count}} note stands alone',
  alone_other: '{{count}} notes stand alone',
  aloneHeading: 'Still alone',
  put: 'Group “{{note}}”',
  move: 'Move “{{note}}” elsewhere',
  help: 'Sorting help',
  none: 'Every note is in a group.',
}

export const fr = {
  how: 'Posez l’une sur l’autre les notes qui vont ensemble, ou touchez le dossier à droite d’une note.',
  groups_one: '{{count}} groupe',
  groups_other: '{{count}} groupes',
  alone_one: '{{count}} note seule',
  alone_other: '{{count}} notes seules',
  aloneHeading: 'Encore seules',
  put: 'Regrouper « {{note}} »',
  move: 'Déplacer « {{note}} »',
  help: 'Aide au tri',
  none: 'Chaque note est dans un groupe.',
} satisfies typeof en

/** The sentences of the task. */
export const groupWords = wordsOf({ en, fr })
