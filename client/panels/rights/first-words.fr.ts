import type { en } from './first-words.en.ts'

export const fr = {
  lockedForMe: 'Le tableau est verrouillé : vous pouvez regarder et voter.',
  lockedForOthers: 'Le tableau est verrouillé : les participants peuvent regarder et voter.',
} satisfies typeof en
