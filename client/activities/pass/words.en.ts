export const en = {
  received: 'You received',
  receivedHint: 'Someone here wrote this. You alone read it, and nobody is told who received it.',
  none: 'You wrote or have read all the notes that are left. Write a new one.',
  waiting: 'A note is on its way to you.',
  leads: 'Everyone builds on a note that someone else wrote.',
  yours: 'The next version',
  yoursNew: 'Your new note',
  takeWords: 'Start from its words',
  kept: 'Kept as you write.',
}
