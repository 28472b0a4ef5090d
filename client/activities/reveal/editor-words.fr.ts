import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Révéler',
  hint: 'Toutes les notes privées apparaissent ensemble, dans un ordre tiré au sort.',
  prompt: 'Lisez ce que chacun a écrit.',
} satisfies typeof en
