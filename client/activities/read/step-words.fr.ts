import type { en } from './step-words.en.ts'

export const fr = { begin: 'Commencer à lire' } satisfies typeof en
