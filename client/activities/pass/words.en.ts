export const en = {
  received: 'You received',
  receivedHint: 'Someone here wrote this. You alone read it, and nobody is told who received it.',
  none: 'There is nothing left for you that is new to you. Write a note of your own.',
  waiting: 'A note is on its way to you.',
  leads: 'Everyone builds on a note that someone else wrote.',
  yours: 'The next version',
  yoursNew: 'Your new note',
  takeWords: 'Start from its words',
  kept: 'Kept as you write. Nobody else sees it until the notes are shown.',
}
