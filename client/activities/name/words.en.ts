export const en = {
  named: '{{count}} of {{total}} named',
  title: 'Title of the group with {{count}} notes',
  placeholder: 'What do these notes want?',
  none: 'There are no groups yet. Go back to group the notes first.',
  noneYet: 'There are no groups yet.',
}
