import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  open: 'Move to group…',
  heading_one: 'Where does this note go?',
  heading_other: 'Where do these {{count}} notes go?',
  placeholder: 'Words of a group or note',
  groups: 'Into a group',
  others: 'With a note that stands alone',
  newGroup: 'New group',
  newGroupOf: 'New group “{{title}}”',
  out: 'Out of its group',
  park: 'Keep for later, in the parking lot',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  moved_one: 'Moved to the group {{title}}',
  moved_other: '{{count}} notes moved to the group {{title}}',
  together_one: 'Grouped with “{{words}}”',
  together_other: '{{count}} notes grouped with “{{words}}”',
  made: 'A new group begins with “{{words}}”',
  parkedByOther: 'Your note “{{words}}” was put into the parking lot.',
}

export const fr = {
  open: 'Déplacer vers un groupe…',
  heading_one: 'Où va cette note\u00A0?',
  heading_other: 'Où vont ces {{count}} notes\u00A0?',
  placeholder: 'Mots d’un groupe ou d’une note',
  groups: 'Dans un groupe',
  others: 'Avec une note seule',
  newGroup: 'Nouveau groupe',
  newGroupOf: 'Nouveau groupe «\u00A0{{title}}\u00A0»',
  out: 'Hors de son groupe',
  park: 'Garder pour plus tard, au parking',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  moved_one: 'Déplacée dans le groupe {{title}}',
  moved_other: '{{count}} notes déplacées dans le groupe {{title}}',
  together_one: 'Groupée avec «\u00A0{{words}}\u00A0»',
  together_other: '{{count}} notes groupées avec «\u00A0{{words}}\u00A0»',
  made: 'Un nouveau groupe commence par «\u00A0{{words}}\u00A0»',
  parkedByOther: 'Votre note «\u00A0{{words}}\u00A0» a été mise au parking.',
} satisfies typeof en

/** The sentences of moving notes to a group without dragging. */
export const groupingWords = wordsOf({ en, fr })
