export const en = {
  open: 'Move to group…',
  heading: 'Move to a group',
  placeholder: 'Name of a group',
  newGroup: 'A new group',
  out: 'Out of its group',
  none: 'No group has that name',
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  moved_one: 'Moved to the group “{{title}}”',
  moved_other: '{{count}} notes moved to the group “{{title}}”',
}
