import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Refermer la journée',
  hint: 'Le prochain rendez-vous, ce que chacun emporte, et le parking à idées relu.',
  prompt: 'Ce que nous emportons, et quand nous nous retrouvons.',
} satisfies typeof en
