import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  purpose: 'Our purpose',
  origin: 'What it grew from',
}

export const fr = {
  purpose: 'Notre raison d’être',
  origin: 'D’où elle vient',
} satisfies typeof en

/** The sentences about an adopted sentence. */
export const adoptedWords = wordsOf({ en, fr })
