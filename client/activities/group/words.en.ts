export const en = {
  how: 'Lay notes that belong together on each other. On this list, a note goes into a group by its button.',
  groups_one: '{{count}} group',
  groups_other: '{{count}} groups',
  alone_one: '{{count}} note stands alone',
  alone_other: '{{count}} notes stand alone',
  put: 'Group “{{note}}”',
  help: 'Sorting help',
  park: 'Park “{{note}}”',
  none: 'Every note is in a group.',
}
