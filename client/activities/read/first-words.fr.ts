import type { en } from './first-words.en.ts'

export const fr = { begin: 'Commencer à lire' } satisfies typeof en
