import type { en } from './words.en.ts'

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
