import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  begun_one: '{{count}} of {{of}} has begun',
  begun_other: '{{count}} of {{of}} have begun',
  nobody: 'None of {{of}} has begun yet',
  done_one: '{{count}} done',
  done_other: '{{count}} done',
}

export const fr = {
  begun_one: '{{count}} sur {{of}} a commencé',
  begun_other: '{{count}} sur {{of}} ont commencé',
  nobody: 'Personne n’a encore commencé (sur {{of}})',
  done_one: '{{count}} a fini',
  done_other: '{{count}} ont fini',
} satisfies typeof en

/** The sentences of forms that load with the page. */
export const formStepWords = wordsOf({ en, fr })
