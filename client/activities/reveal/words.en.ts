export const en = {
  how: 'In a random order, all at once. A note has a name only if its author signed it.',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
}
