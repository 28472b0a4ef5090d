import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  left: 'Words of yours that nobody has seen',
  leftHint: 'You had begun them on this board. They are in this browser alone.',
  leftText: 'Your text {{number}}',
  copyText: 'Copy your text {{number}}',
  download: 'Download as a file',
  fileName: 'my-words',
  remove: 'Delete',
  removeText: 'Delete your text {{number}}',
  removed: 'The text is deleted.',
}

export const fr = {
  left: 'Vos textes que personne n’a vus',
  leftHint: 'Vous les aviez commencés sur ce tableau. Ils ne sont que dans ce navigateur.',
  leftText: 'Votre texte {{number}}',
  copyText: 'Copier votre texte {{number}}',
  download: 'Télécharger dans un fichier',
  fileName: 'mes-textes',
  remove: 'Supprimer',
  removeText: 'Supprimer votre texte {{number}}',
  removed: 'Le texte est supprimé.',
} satisfies typeof en

/** The sentences of the page that people without access to a board see. */
export const entryWords = wordsOf({ en, fr })
