import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Consentir',
  hint: 'Chacun dit en secret, de 0 à 5, s’il peut porter une phrase. Les objections reçoivent une réponse ; puis elle est adoptée.',
  prompt: 'Pouvez-vous porter cette phrase ?',
  help: 'Qu’est-ce qui abîmerait notre équipe, ou ceux que nous servons, si nous adoptions cette phrase ?',
} satisfies typeof en
