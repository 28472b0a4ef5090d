import type { en } from './step-words.en.ts'

export const fr = { begin: 'Nommer les groupes' } satisfies typeof en
