import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  yours: 'Your notes',
  begin: 'Write privately',
  revealed_one: '{{count}} note was revealed.',
  revealed_other: '{{count}} notes were revealed.',
  emptyBoard:
    'The board is empty. Write your notes in private; they appear here when the facilitator reveals them.',
  emptyBoardOthers:
    'The board is empty. Participants are writing in private; their notes appear here at the reveal.',
}

export const fr = {
  yours: 'Vos notes',
  begin: 'Écrire en privé',
  revealed_one: '{{count}} note montrée.',
  revealed_other: '{{count}} notes montrées.',
  emptyBoard:
    'Le tableau est vide. Écrivez vos notes en privé ; elles apparaîtront ici quand l’animateur les révélera.',
  emptyBoardOthers:
    'Le tableau est vide. Les participants écrivent en privé ; leurs notes apparaîtront ici une fois montrées.',
} satisfies typeof en

/** The sentences of private writing that load with the page. */
export const writeFirstWords = wordsOf({ en, fr })
