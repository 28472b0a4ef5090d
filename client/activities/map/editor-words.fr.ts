import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Cartographier',
  hint: 'On nomme tous ceux pour qui le travail change quelque chose, sur trois cercles.',
  prompt: 'Pour qui notre travail change-t-il quelque chose, même sans qu’ils le sachent ?',
  near: 'Nous les rencontrons',
  through: 'D’autres leur portent notre travail',
  far: 'Ils ne nous voient jamais',
  ring: 'Cercle {{number}}',
} satisfies typeof en
