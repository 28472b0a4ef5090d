export const en = {
  promise:
    'Only you see your answers. In the workshop you share the answers whose field says so, and nothing else.',
  promiseTaken:
    'The workshop has taken what you shared: you find it among your notes. All else stays with you.',
  notOpen: 'Your answers are kept. They cannot be changed now.',
  noDesk: 'To answer, join with the link for participants.',
  question: 'Question {{number}} of {{total}}',
  placeholder: 'Your answer',
  object: 'It stays with you. In the round of objects you can show it with one press.',
  taken: 'Shared: it is among your notes now.',
  addPhoto: 'Add a photo',
  otherPhoto: 'Another photo',
  removePhoto: 'Remove the photo',
  audience: 'Who sees your answer {{number}}',
  photoInReport: 'The report may show this photo',
  group: 'Your group',
  groupHint: 'By choice. The report counts who prepared by group, five people or more at a time.',
  noGroup: 'I prefer not to say',
  done: 'I am done for now',
  keeping: {
    joining: 'Opening your answers…',
    saving: 'Keeping…',
    saved: 'Kept on this server, seen by you alone',
    offline: 'No connection: kept in this browser until there is one',
    other: 'Not kept on the server now',
  },
}
