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
