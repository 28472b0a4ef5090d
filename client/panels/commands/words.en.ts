export const en = {
  open: 'All commands',
  heading: 'Commands',
  placeholder: 'What would you like to do?',
  none: 'No command with that name',
  groups: {
    content: 'Notes',
    work: 'Writing and voting',
    people: 'People and screens',
    past: 'Files and history',
    view: 'View',
    self: 'You',
    help: 'Help',
    end: 'Board',
  },
}
