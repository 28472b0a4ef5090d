import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as frenchStem } from '@orama/stemmers/french'
import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'
import { isTelling, languageOf, wordsOf } from './words.ts'

const stemmers: Readonly<Record<Language, (word: string) => string>> = { fr: frenchStem, en: englishStem }

/** What the forms of one word have in common, without accents: they are often forgotten. */
export function stemOf(word: string, language: Language): string {
  return folded(stemmers[language](word))
}

/** A note to be sorted. */
export interface KnownText {
  readonly id: string
  readonly text: string
}

/** A word that says something, and what its forms have in common. */
export interface Term {
  readonly word: string
  readonly stem: string
}

/** A note with the words that help to sort it. */
export interface SortedNote extends KnownText {
  readonly language: Language
  readonly words: readonly string[]
  readonly terms: readonly Term[]
  readonly stems: ReadonlySet<string>
}

/** Reads a note in its own language. A note that shows none is in the board's. */
export function readWords({ id, text }: KnownText, board: Language): SortedNote {
  const words = wordsOf(text)
  const language = languageOf(words, board)
  const terms = words
    .filter((word) => isTelling(word, language))
    .map((word) => ({ word, stem: stemOf(word, language) }))
  return { id, text, language, words, terms, stems: new Set(terms.map(({ stem }) => stem)) }
}

/** The words of one note that another has in some form, each once. */
export function wordsInCommon({ terms }: SortedNote, { stems }: SortedNote): readonly string[] {
  const shared = new Map(
    terms.filter(({ stem }) => stems.has(stem)).map(({ stem, word }) => [stem, word] as const),
  )
  return [...shared.values()]
}
