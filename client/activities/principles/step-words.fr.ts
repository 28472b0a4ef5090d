import type { en } from './step-words.en.ts'

export const fr = {
  revealed_one: '{{count}} principe révélé.',
  revealed_other: '{{count}} principes révélés.',
  settle_one: 'Arrêter {{count}} principe',
  settle_other: 'Arrêter {{count}} principes',
} satisfies typeof en
