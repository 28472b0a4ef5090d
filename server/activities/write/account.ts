import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Blank, Field, StepPath, Words } from '#shared/agenda/template.ts'
import { count } from '#shared/blocks/numbers.ts'
import { titleAtTable } from '#shared/board/area.ts'
import { shownBlank } from '#shared/board/blanks.ts'
import type { Language } from '#shared/board/document.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { Block, Reader } from '#shared/blocks/block.ts'
import type { BoardSnapshot, SnapshotNote } from '../../board-file/snapshot.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'

/** The words of the account of written notes. */
interface WriteReportWords {
  /** So many of the notes above stand in groups. */
  readonly inGroups: (count: number) => string
  /** Heading of notes that were written in no field. */
  readonly noField: string
  /** Head of the column of actions. */
  readonly action: string
}

const en: WriteReportWords = {
  inGroups: (of) => `${count('en', of)} of them in groups`,
  noField: 'Other notes',
  action: 'Action',
}

const fr: WriteReportWords = {
  inGroups: (of) => `dont ${count('fr', of)} dans des groupes`,
  noField: 'Autres notes',
  action: 'Action',
}

const words: Readonly<Record<Language, WriteReportWords>> = { en, fr }

function writeWordsOf(language: Language): WriteReportWords {
  return words[language]
}

/** The notes of one step by field. */
export interface WriteResult extends StepResult {
  readonly kind: 'notes'
  readonly fields: readonly WrittenField[]
}

interface WrittenField {
  /** Null: notes that were written in no field. */
  readonly id: string | null
  readonly title: Words
  readonly blanks: readonly Blank[]
  /** In the order of the outline. */
  readonly notes: readonly string[]
  /** Only with blanks for an owner or a date. An empty one is null. */
  readonly actions?: readonly Action[]
}

interface Action {
  readonly note: string
  readonly owner: string | null
  readonly date: string | null
}

export const writeAccount: ActivityAccount<WriteResult> = {
  result: ({ path, step, notes, answers }) => {
    if (step.activity !== 'write' || notes.length === 0) return undefined
    const known = new Set(step.fields.map(({ id }) => id))
    const titled = tablesOf(path, notes).flatMap((table) =>
      step.fields.map((field) => {
        const title = filledWords(field.title, answers)
        return fieldOf(
          { ...field, title: table === null ? title : titleAtTable(table, title) },
          notes.filter((note) => note.field === field.id && tableIn(path, note) === table),
        )
      }),
    )
    const others = notes.filter(({ field }) => field === undefined || !known.has(field))
    const untitled = others.length === 0 ? [] : [fieldOf({ id: null, title: {} }, others)]
    return { kind: 'notes', listed: notes.map(({ id }) => id), fields: [...titled, ...untitled] }
  },
  blocks: ({ fields }, board, facts) => fields.flatMap((field) => blocksOf(field, board, facts)),
}

/** The tables at which notes of this step lie, in order. Null: at none. */
function tablesOf(path: StepPath, notes: readonly SnapshotNote[]): readonly (number | null)[] {
  const tables = new Set(notes.map((note) => tableIn(path, note)))
  return [...tables].sort((a, b) => (a ?? Infinity) - (b ?? Infinity))
}

function tableIn(path: StepPath, { area }: SnapshotNote): number | null {
  if (area?.startsWith(`${path}/`) !== true) return null
  const [, , , table] = area.split('/')
  return table === undefined ? null : Number(table)
}

function fieldOf(
  { id, title, blanks = [] }: Omit<Field, 'id'> & { readonly id: string | null },
  notes: readonly SnapshotNote[],
): WrittenField {
  const blankOf = (kind: Blank['kind']) => blanks.find((blank) => blank.kind === kind)?.id
  const [owner, date] = [blankOf('owner'), blankOf('date')]
  const isAction = owner !== undefined || date !== undefined
  const valueOf = ({ blanks: words = {} }: SnapshotNote, blank: string | undefined) =>
    (blank !== undefined && Object.hasOwn(words, blank) && words[blank]?.trim()) || null
  const actions = notes.map((note) => ({
    note: note.id,
    owner: valueOf(note, owner),
    date: valueOf(note, date),
  }))
  return {
    id,
    title,
    blanks: blanks.map((blank) => ({ id: blank.id, label: blank.label, kind: blank.kind })),
    notes: notes.map((note) => note.id),
    ...(isAction && { actions }),
  }
}

function blocksOf(
  { title, blanks, notes: ids, actions }: WrittenField,
  { notes: all }: BoardSnapshot,
  { language }: Reader,
): readonly Block[] {
  const words = writeWordsOf(language)
  const listed = new Set(ids)
  const notes = all.filter(({ id }) => listed.has(id))
  const name = printableLine(wordsIn(title, language).text)
  const heading = name === '' ? words.noField : name
  const count = wordsOf(language).notes(notes.length)
  if (!actions) {
    // A note in a group stands there, once.
    const loose = notes.filter(({ cluster }) => cluster === null)
    const grouped = notes.length - loose.length
    const facts = [count, ...(grouped > 0 ? [words.inGroups(grouped)] : [])]
    return [{ kind: 'notes', heading, facts, notes: loose.map(({ id }) => id) }]
  }
  if (notes.length === 0) return [{ kind: 'notes', heading, facts: [count], notes: [] }]
  const saidIn = (note: SnapshotNote, blank: string): string => {
    const filled = new Map(Object.entries(note.blanks ?? {}))
    return printableLine(shownBlank(filled.get(blank) ?? '', language))
  }
  // A blank that nobody has filled needs no column.
  const columns = blanks.filter(({ id }) => notes.some((note) => saidIn(note, id) !== ''))
  const rows = notes.map((note) => ({
    note: note.id,
    cells: columns.map(({ id }) => saidIn(note, id) || '–'),
  }))
  const labels = columns.map(({ label }) => printableLine(wordsIn(label, language).text))
  return [
    { kind: 'heading', text: heading },
    { kind: 'actions', heads: [words.action, ...labels], rows },
  ]
}
