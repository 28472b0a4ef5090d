import type { StepPath } from '../../agenda/template.ts'
import { isParked } from '../../board/parking-lot.ts'
import { readPrinciple } from '../../board/principle.ts'
import { blankIn, OperationBlank } from '../../workshop/operations.ts'
import type { NoteKind } from '../../workshop/note-kind.ts'
import type { Language } from '../../board/document.ts'
import { frenchSpaces } from '../../text/french-spaces.ts'

/** More rows nobody reads. Not measured. */
const mostRows = 12

interface GridNote {
  readonly id: string
  readonly kind: NoteKind
  readonly text: string
  readonly created: number
  readonly z: number
  readonly step?: string
  readonly field?: string
  readonly area?: string | null
  readonly blanks?: Readonly<Record<string, string>>
  readonly from?: readonly string[]
}

/** A principle of the board. */
export interface GridRow {
  readonly id: string
  readonly title: string
  /** The other good thing, which comes after it. */
  readonly over: string
}

export interface GridEntry {
  readonly id: string
  readonly way: 'begin' | 'stop'
  readonly what: string
  readonly seen: string
}

export interface Grid {
  readonly rows: readonly GridRow[]
  readonly columns: readonly string[]
  /** By row, then by column. */
  readonly cells: readonly (readonly (readonly GridEntry[])[])[]
  readonly empty: number
  readonly of: number
}

/** The grid of a step: its settled principles, and in each cell what was written about it. */
export function gridOf(
  path: StepPath,
  columns: readonly string[],
  notes: readonly GridNote[],
  locked: ReadonlySet<string>,
): Grid {
  const rows = notes
    .filter((note) => note.kind === 'principle' && locked.has(note.id) && !isParked(note))
    .toSorted(byAge)
    .slice(0, mostRows)
    .map(({ id, text }) => {
      const { choice, over } = readPrinciple(text)
      return { id, title: choice.trim(), over: over.trim() }
    })
  const own = notes
    .filter((note) => note.step === path && !isParked(note) && note.text.trim() !== '')
    .toSorted(byAge)
  const cells = rows.map(({ id }) =>
    columns.map((column) =>
      own
        .filter(({ field, from = [] }) => field === column && from.includes(id))
        .map((note): GridEntry => ({
          id: note.id,
          way: note.kind === 'stop' ? 'stop' : 'begin',
          what: note.text.trim(),
          seen: blankIn(note, OperationBlank.seen),
        })),
    ),
  )
  const empty = cells.flat().filter((entries) => entries.length === 0).length
  return { rows, columns, cells, empty, of: rows.length * columns.length }
}

/** Empty cells of one column. */
export function emptyIn({ cells }: Pick<Grid, 'cells'>, column: number): number {
  return cells.filter((row) => row[column]?.length === 0).length
}

/** The tables that begin with a column: each column has one, and tables beyond the last column begin anew. 0: no tables. */
export function tablesOf(column: number, columns: number, tables: number): readonly number[] {
  if (tables === 0) return []
  const all = Array.from({ length: Math.max(columns, tables) }, (_, place) => place)
  const own = all.filter((place) => place % columns === column).map((place) => 1 + (place % tables))
  return [...new Set(own)]
}

function byAge(a: GridNote, b: GridNote): number {
  return a.created - b.created || a.z - b.z
}

const en = {
  principle: 'Principle',
  begin: 'Begin',
  stop: 'Stop',
  seen: 'seen by',
  empty: 'empty',
  empties_one: '{{count}} empty cell of {{of}}',
  empties_other: '{{count}} empty cells of {{of}}',
  full: 'No cell is empty.',
  others: 'Of no principle that is settled',
}

const fr = {
  principle: 'Principe',
  begin: 'Commencer',
  stop: 'Arrêter',
  seen: 'on le verra à',
  empty: 'vide',
  empties_one: '{{count}} case vide sur {{of}}',
  empties_other: '{{count}} cases vides sur {{of}}',
  full: 'Aucune case n’est vide.',
  others: 'Sans principe fixé',
} satisfies typeof en

const catalogues: Readonly<Record<Language, typeof en>> = { en, fr }

/** A sentence about a grid, the same on screens and in files. */
export function gridWord(
  language: Language,
  key: 'principle' | 'begin' | 'stop' | 'seen' | 'empty' | 'full' | 'others',
): string {
  return said(language, catalogues[language][key])
}

/** "7 empty cells of 20". */
export function emptiesWord(language: Language, count: number, of: number): string {
  const words = catalogues[language]
  const sentence =
    new Intl.PluralRules(language).select(count) === 'one' ? words.empties_one : words.empties_other
  return said(language, sentence).replace('{{count}}', String(count)).replace('{{of}}', String(of))
}

function said(language: Language, sentence: string): string {
  return language === 'fr' ? frenchSpaces(sentence) : sentence
}
