import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'
import { readWords, type KnownText, stemOf } from './sorted-note.ts'

/** A word that several notes have in some form. */
export interface CommonWord {
  /** Its most frequent form. */
  readonly word: string
  readonly notes: readonly string[]
}

/** Nobody reads a longer list. */
const mostWords = 30
/** A word of two notes is shown too: the proposals for duplicates are another list. */
const fewestNotes = 2

/** Of fewer notes every word is told: they hardly have one in common. */
const fewNotes = 8
/** More do not fit the screen of a room. */
const mostInCloud = 24
/** Letters of a note that are read for a cloud, so that endless ones hold nobody up. */
const mostLetters = 2_000
/** A longer run of letters is no word. */
const longestWord = 30

/** The words that most notes have in common. */
export function commonWords(notes: readonly KnownText[], board: Language): readonly CommonWord[] {
  return countedWords(notes, board, fewestNotes).slice(0, mostWords)
}

/** The words of notes as a cloud, those of most notes first: of few notes all, else those that two notes have. */
export function cloudOf(notes: readonly KnownText[], board: Language): readonly CommonWord[] {
  const read = notes.map(({ id, text }) => ({ id, text: text.slice(0, mostLetters) }))
  const written = read.filter(({ text }) => text.trim() !== '')
  return countedWords(written, board, written.length < fewNotes ? 1 : fewestNotes)
    .filter(({ word }) => word.length <= longestWord)
    .slice(0, mostInCloud)
}

function countedWords(notes: readonly KnownText[], board: Language, fewest: number): readonly CommonWord[] {
  const words = new Map<string, { readonly forms: Map<string, number>; readonly notes: Set<string> }>()
  for (const { id, terms } of notes.map((note) => readWords(note, board))) {
    for (const { word, stem } of terms) {
      const known = words.get(stem) ?? { forms: new Map<string, number>(), notes: new Set<string>() }
      words.set(stem, known)
      known.forms.set(word, (known.forms.get(word) ?? 0) + 1)
      known.notes.add(id)
    }
  }
  return [...words.values()]
    .filter((known) => known.notes.size >= fewest)
    .map(({ forms, notes: having }) => ({ word: mostFrequent(forms), notes: [...having] }))
    .sort((a, b) => b.notes.length - a.notes.length || inOrder.compare(a.word, b.word))
}

/** An é stands beside an e. */
const inOrder = new Intl.Collator('fr')

/** The notes that have this word in some form. Accents and capitals do not count. */
export function notesWithWord(word: string, notes: readonly KnownText[], board: Language): readonly string[] {
  const wanted = word.trim().toLowerCase()
  const plain = folded(wanted)
  if (plain === '') return []
  return notes
    .map((note) => readWords(note, board))
    .filter(
      ({ words, stems, language }) =>
        stems.has(stemOf(wanted, language)) || words.some((own) => folded(own) === plain),
    )
    .map(({ id }) => id)
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return first?.[0] ?? ''
}
