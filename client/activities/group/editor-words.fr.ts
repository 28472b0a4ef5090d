import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Regrouper',
  hint: 'On rapproche ce qui va ensemble.',
  prompt: 'Sans parler, regroupez les notes qui vont ensemble.',
} satisfies typeof en
