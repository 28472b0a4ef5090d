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

/** The subject of a note, as weights of length 1: of the stems of its words, and of groups of letters in them. */
export type Vector = ReadonlyMap<string, number>

/** Groups of so many letters within a word. */
const letterGroups = [3, 4, 5] as const

/** The vectors of notes that are compared with each other: what few of them have weighs more. */
export function vectorsOf(notes: readonly SortedNote[]): readonly Vector[] {
  const parts = notes.map(({ terms }) => ({
    stems: countOf(terms.map(stemPart)),
    letters: countOf(terms.flatMap(letterParts)),
  }))
  const holders = new Map<string, number>()
  for (const { stems, letters } of parts)
    for (const part of [...stems.keys(), ...letters.keys()]) holders.set(part, (holders.get(part) ?? 0) + 1)
  const rarity = (part: string) => 1 + Math.log((1 + notes.length) / (1 + (holders.get(part) ?? 0)))
  const weigh = (counts: ReadonlyMap<string, number>) =>
    new Map([...counts].map(([part, count]) => [part, count * rarity(part)]))
  // Stems and letters have one half each.
  return parts.map(({ stems, letters }) => unit(new Map([...unit(weigh(stems)), ...unit(weigh(letters))])))
}

/** The parts of one word, as they stand in a vector. */
export function partsOf(term: Term): readonly string[] {
  return [stemPart(term), ...letterParts(term)]
}

function stemPart({ stem }: Term): string {
  return `=${stem}`
}

function letterParts({ word }: Term): readonly string[] {
  const line = ` ${folded(word)} `
  return letterGroups.flatMap((length) =>
    Array.from({ length: Math.max(0, line.length - length + 1) }, (_, at) => line.slice(at, at + length)),
  )
}

function countOf(parts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1)
  return counts
}

function unit(vector: ReadonlyMap<string, number>): Vector {
  let squares = 0
  for (const weight of vector.values()) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  return new Map([...vector].map(([part, weight]) => [part, weight / length]))
}
