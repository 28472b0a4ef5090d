import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  revealed_one: '{{count}} principle was revealed.',
  revealed_other: '{{count}} principles were revealed.',
  notFourToSeven_one: '{{count}} principle is kept, 4 to 7 stay',
  notFourToSeven_other: '{{count}} principles are kept, 4 to 7 stay',
  settle_one: 'Settle {{count}} principle',
  settle_other: 'Settle {{count}} principles',
}

export const fr = {
  revealed_one: '{{count}} principe montré.',
  revealed_other: '{{count}} principes montrés.',
  notFourToSeven_one: '{{count}} principe gardé, il en faut 4 à 7',
  notFourToSeven_other: '{{count}} principes gardés, il en faut 4 à 7',
  settle_one: 'Fixer {{count}} principe',
  settle_other: 'Fixer {{count}} principes',
} satisfies typeof en

/** The sentences that these steps say outside their tasks. */
export const principlesStepWords = wordsOf({ en, fr })
