import type { en } from './first-words.en.ts'

export const fr = {
  task: 'À vous',
} satisfies typeof en
