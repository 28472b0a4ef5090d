import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Lire',
  hint: 'On lit, on réunit ce qui dit la même chose, on demande ce qui n’est pas clair.',
  prompt: 'Lisez tout. Demandez ce que vous ne comprenez pas.',
} satisfies typeof en
