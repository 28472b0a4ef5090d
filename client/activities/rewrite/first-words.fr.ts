import type { en } from './first-words.en.ts'

export const fr = { begin: 'Réécrire les phrases' } satisfies typeof en
