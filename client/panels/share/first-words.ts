import { wordsOf } from '../../i18n/words-of.ts'

export const en = { button: 'Share' }

export const fr = { button: 'Partager' } satisfies typeof en

/** The word of the button in the top bar, which loads with the page. */
export const shareFirstWords = wordsOf({ en, fr })
