import type { en } from './step-words.en.ts'

export const fr = {
  settle_one: 'Arrêter {{count}} principe',
  settle_other: 'Arrêter {{count}} principes',
} satisfies typeof en
