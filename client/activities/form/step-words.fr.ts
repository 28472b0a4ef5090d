import type { en } from './step-words.en.ts'

export const fr = {
  begun_one: '{{count}} sur {{of}} a commencé',
  begun_other: '{{count}} sur {{of}} ont commencé',
  nobody: 'Personne n’a encore commencé (sur {{of}})',
  done_one: '{{count}} a fini',
  done_other: '{{count}} ont fini',
} satisfies typeof en
