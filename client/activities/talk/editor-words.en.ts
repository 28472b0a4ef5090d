export const en = {
  title: 'Talk',
  hint: 'People listen and speak: a prompt and a clock. Breaks, too.',
  prompt: 'What do you want the others to hear?',
  keeps: 'It keeps its length',
  keepsHint: 'As a break does. Keeping the end time then shortens other steps.',
}
