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

/** The words that most notes have in common. */
export function commonWords(notes: readonly KnownText[], board: Language): readonly CommonWord[] {
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
    .filter((known) => known.notes.size >= fewestNotes)
    .map(({ forms, notes: having }) => ({ word: mostFrequent(forms), notes: [...having] }))
    .sort((a, b) => b.notes.length - a.notes.length || (a.word < b.word ? -1 : 1))
    .slice(0, mostWords)
}

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
