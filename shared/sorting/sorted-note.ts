import type { Language } from '../board/document.ts'
import { stemOf } from './stems.ts'
import { isTelling, languageOf, wordsOf } from './words.ts'

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
