import type { en } from './step-words.en.ts'

export const fr = {
  revealed_one: '{{count}} principe révélé.',
  revealed_other: '{{count}} principes révélés.',
  settle_one: 'Fixer {{count}} principe',
  settle_other: 'Fixer {{count}} principes',
} satisfies typeof en
