import { wordsOf } from '../../i18n/words-of.ts'

const en = { list: 'List' }

const fr = { list: 'Liste' } satisfies typeof en

/** The word of the switch, which loads with the page. */
export const outlineFirstWords = wordsOf({ en, fr })
