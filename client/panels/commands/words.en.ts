export const en = {
  open: 'All commands',
  heading: 'Commands',
  placeholder: 'What would you like to do?',
  none: 'No command with that name',
}
