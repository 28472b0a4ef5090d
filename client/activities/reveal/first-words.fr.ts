import type { en } from './first-words.en.ts'

export const fr = { begin: 'Montrer toutes les notes' } satisfies typeof en
