import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Échanger',
  hint: 'On s’écoute et on se parle : une consigne, un temps. Les pauses aussi.',
  prompt: 'Que voulez-vous que les autres entendent ?',
  keeps: 'Garder sa durée',
  keepsHint: 'Comme une pause. Pour tenir l’heure de fin, d’autres étapes raccourcissent.',
} satisfies typeof en
