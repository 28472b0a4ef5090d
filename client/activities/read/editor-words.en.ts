export const en = {
  title: 'Read',
  hint: 'People read, merge what is the same, and ask to understand.',
  prompt: 'Read everything. Ask what you do not understand.',
}
