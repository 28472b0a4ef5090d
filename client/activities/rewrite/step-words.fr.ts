import type { en } from './step-words.en.ts'

export const fr = { begin: 'Réécrire les phrases' } satisfies typeof en
