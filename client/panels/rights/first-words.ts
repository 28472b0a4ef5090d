import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  lockedForMe: 'The board is locked: you can look and vote.',
  lockedForOthers: 'The board is locked: participants can look and vote.',
}

export const fr = {
  lockedForMe: 'Le tableau est verrouillé : vous pouvez regarder et voter.',
  lockedForOthers: 'Le tableau est verrouillé : les participants peuvent regarder et voter.',
} satisfies typeof en

/** The sentences of rights that load with the page. */
export const rightsFirstWords = wordsOf({ en, fr })
