import type { StepPath } from '#shared/agenda/template.ts'
import type { ReportBlock } from '#shared/blocks/block.ts'
import type { Language } from '#shared/board/document.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { cloudOf } from '#shared/sorting/gather.ts'
import { wordsOf as wordsIn } from '#shared/sorting/words.ts'
import { printableLine } from '#shared/text/printable.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { wordsOf } from './words.ts'

/** Fewer notes are read as quickly as their words. Not measured. */
const fewest = 8
/** Words of a short note. Of notes in sentences single words tell little. Not measured. */
const shortNote = 3

/** Notes in which people say a thing in their own words; all others are names, or agreed. */
const ownWords: ReadonlySet<NoteKind> = new Set([
  'idea',
  'hope',
  'experience',
  'conviction',
  'expectation',
] satisfies NoteKind[])

/** The words that notes of one step have in common, with the number of their notes: where most notes are short. */
export function wordList(
  { notes, language: board }: Pick<BoardSnapshot, 'notes' | 'language'>,
  step: StepPath | undefined,
  language: Language,
): readonly ReportBlock[] {
  const written = notes.filter(
    (note) =>
      (step === undefined || note.step === step) &&
      !isParked(note) &&
      ownWords.has(note.kind) &&
      note.text.trim() !== '',
  )
  const lengths = written.map(({ text }) => wordsIn(text).length).sort((a, b) => a - b)
  if (written.length < fewest || (lengths[Math.floor(lengths.length / 2)] ?? 0) > shortNote) return []
  const words = cloudOf(written, board)
  if (words.length === 0) return []
  const { title, heads } = wordsOf(language).wordList
  const rows = words.map(({ word, notes: having }) => [printableLine(word), String(having.length)])
  return [
    { kind: 'heading', text: title },
    { kind: 'table', heads, rows, figures: 1 },
  ]
}
