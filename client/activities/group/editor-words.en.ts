export const en = {
  title: 'Group',
  hint: 'People lay together what belongs together.',
  prompt: 'Without talking, put the notes that belong together into groups.',
}
