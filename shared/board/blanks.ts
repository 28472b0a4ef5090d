import { formatted } from '../text/long-date.ts'
import type { Blanks } from './note.ts'
import type { Language } from './document.ts'

/** The parts of a principle, as blanks of its note. A file of its own: the canvas needs no more of principles. */
export const principleParts = ['choice', 'over', 'shows', 'betrays'] as const

const isoDate = /^\d{4}-\d{2}-\d{2}$/

/** The text of a principle has them already. */
const inText: ReadonlySet<string> = new Set(principleParts)

/** The blanks that say something besides the text of their note. */
export function blanksBesideText(blanks: Blanks = {}): readonly (readonly [id: string, words: string])[] {
  return Object.entries(blanks).filter(([id]) => !inText.has(id))
}

/** The words of a note's blanks in one line: "Ana · 1 Dec 2026". Empty for a note without any. */
export function blanksInLine(blanks: Blanks | undefined, language: Language): string {
  return blanksBesideText(blanks)
    .map(([, words]) => shownBlank(words, language))
    .join(' · ')
}

/** A date as people of this language write it; other words as they are. */
export function shownBlank(words: string, language: Language): string {
  const time = isoDate.test(words) ? Date.parse(words) : Number.NaN
  if (Number.isNaN(time)) return words
  return formatted(language, time, { dateStyle: 'medium', timeZone: 'UTC' })
}
