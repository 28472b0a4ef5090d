import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Nommer',
  hint: 'On trouve une phrase pour chaque groupe.',
  prompt: 'Nommez chaque groupe par une phrase.',
} satisfies typeof en
