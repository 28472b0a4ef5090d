import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'Find on the board',
  placeholder: 'Word or part of a word',
  none: 'No results',
  position: '{{current}} of {{total}}',
  inGroup: 'in the group “{{title}}”',
  next: 'Next',
  previous: 'Previous',
  close: 'Close the search',
  farOut_one: '{{count}} note lies far outside',
  farOut_other: '{{count}} notes lie far outside',
  showFarOut: 'Show',
  bringBack: 'Bring back',
  deleteFarOut: 'Delete',
  farOutMenu_one: 'Note far outside…',
  farOutMenu_other: '{{count}} notes far outside…',
}

export const fr = {
  heading: 'Chercher dans le tableau',
  placeholder: 'Un mot ou une partie de mot',
  none: 'Aucun résultat',
  position: '{{current}} sur {{total}}',
  inGroup: 'dans le groupe « {{title}} »',
  next: 'Suivant',
  previous: 'Précédent',
  close: 'Fermer la recherche',
  farOut_one: '{{count}} note est très loin des autres',
  farOut_other: '{{count}} notes sont très loin des autres',
  showFarOut: 'Voir',
  bringBack: 'Ramener',
  deleteFarOut: 'Supprimer',
  farOutMenu_one: 'Note très loin des autres…',
  farOutMenu_other: '{{count}} notes très loin des autres…',
} satisfies typeof en

/** The sentences of the search. */
export const findWords = wordsOf({ en, fr })
