import type { en } from './step-words.en.ts'

export const fr = { begin: 'Réécrire les énoncés' } satisfies typeof en
