import type { en } from './first-words.en.ts'

export const fr = {
  yours: 'Vos notes',
  begin: 'Écrire en privé',
  revealed_one: '{{count}} note révélée.',
  revealed_other: '{{count}} notes révélées.',
  emptyBoard:
    'Le tableau est vide. Écrivez vos notes en privé ; elles apparaîtront ici quand l’animateur les révélera.',
  emptyBoardOthers:
    'Le tableau est vide. Les participants écrivent en privé ; leurs notes apparaîtront ici une fois révélées.',
} satisfies typeof en
