import type { en } from './first-words.en.ts'

export const fr = { begin: 'Nommer les groupes' } satisfies typeof en
