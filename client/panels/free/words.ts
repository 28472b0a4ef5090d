import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  look: 'Size and order',
  front: 'Bring to the front',
  back: 'Send to the back',
  larger: 'Larger',
  smaller: 'Smaller',
  tools: { select: 'Select', pan: 'Move the view', note: 'Note', text: 'Text without paper', arrow: 'Arrow' },
  rail: { select: 'Select', pan: 'Move', note: 'Note', text: 'Text', arrow: 'Arrow' },
  link: 'Arrow to…',
  linkHeading: 'Where does the arrow lead?',
  linkPlaceholder: 'Words of a note or group',
  linked: 'An arrow leads to “{{words}}”',
  unlinked: 'The arrow to “{{words}}” is gone',
  takeAway: 'Take the arrow away',
  arrowsFull: 'No more arrows can begin at this note.',
  notes: 'Notes',
  groups: 'Groups',
  none: 'There is nothing else on the board yet.',
}

export const fr = {
  look: 'Taille et ordre',
  front: 'Mettre devant',
  back: 'Mettre derrière',
  larger: 'Agrandir',
  smaller: 'Réduire',
  tools: {
    select: 'Sélectionner',
    pan: 'Déplacer la vue',
    note: 'Note',
    text: 'Texte sans papier',
    arrow: 'Flèche',
  },
  rail: { select: 'Sélectionner', pan: 'Déplacer', note: 'Note', text: 'Texte', arrow: 'Flèche' },
  link: 'Relier à…',
  linkHeading: 'Où mène la flèche\u00A0?',
  linkPlaceholder: 'Mots d’une note ou d’un groupe',
  linked: 'Une flèche mène à «\u00A0{{words}}\u00A0»',
  unlinked: 'La flèche vers «\u00A0{{words}}\u00A0» est retirée',
  takeAway: 'Retirer la flèche',
  arrowsFull: 'Aucune autre flèche ne peut partir de cette note.',
  notes: 'Notes',
  groups: 'Groupes',
  none: 'Il n’y a encore rien d’autre sur le tableau.',
} satisfies typeof en

export const freeWords = wordsOf({ en, fr })
