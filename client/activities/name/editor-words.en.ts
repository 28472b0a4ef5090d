export const en = {
  title: 'Name',
  hint: 'People find a sentence for each group.',
  prompt: 'Name each group with a sentence.',
}
