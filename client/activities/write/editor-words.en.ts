export const en = {
  title: 'Write',
  hint: 'People write notes, alone and unseen or together.',
  prompt: 'What do you think? One idea per note.',
  stepField: 'Notes',
  way: 'How people write',
  private: 'Alone and unseen',
  privateHint: 'Notes appear when you reveal them.',
  shared: 'Together',
  sharedHint: 'Everybody sees each note at once.',
  field: 'Field {{number}}',
  addField: 'Add a field',
  removeField: 'Remove the field “{{name}}”',
}
