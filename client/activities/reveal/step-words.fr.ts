import type { en } from './step-words.en.ts'

export const fr = { begin: 'Montrer toutes les notes' } satisfies typeof en
