export const en = {
  heading: 'Find on the board',
  placeholder: 'Word or part of a word',
  none: 'No results',
  position: '{{current}} of {{total}}',
  inGroup: 'in the group “{{title}}”',
  next: 'Next',
  previous: 'Previous',
  close: 'Close the search',
}
