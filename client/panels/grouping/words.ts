import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  open: 'Move to group…',
  heading: 'Move to a group',
  placeholder: 'Name of a group',
  newGroup: 'A new group',
  out: 'Out of its group',
  none: 'No group has that name',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  moved_one: 'Moved to the group “{{title}}”',
  moved_other: '{{count}} notes moved to the group “{{title}}”',
}

export const fr = {
  open: 'Déplacer vers un groupe…',
  heading: 'Déplacer vers un groupe',
  placeholder: 'Nom d’un groupe',
  newGroup: 'Un nouveau groupe',
  out: 'Hors de son groupe',
  none: 'Aucun groupe ne porte ce nom',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  moved_one: 'Déplacée vers le groupe «\u00A0{{title}}\u00A0»',
  moved_other: '{{count}} notes déplacées vers le groupe «\u00A0{{title}}\u00A0»',
} satisfies typeof en

/** The sentences of moving notes to a group without dragging. */
export const groupingWords = wordsOf({ en, fr })
