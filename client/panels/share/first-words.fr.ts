import type { en } from './first-words.en.ts'

export const fr = { button: 'Partager' } satisfies typeof en
