export const en = { begin: 'Show all notes' }
