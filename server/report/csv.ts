import type { Cluster } from '#shared/board/cluster.ts'
import type { Language } from '#shared/board/document.ts'
import { photoInWords, groupTitle } from './outline.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { usualSize } from '#shared/board/note-look.ts'
import { titleIn } from '#shared/board/area.ts'
import { RoundTarget } from '#shared/workshop/round.ts'
import { areaOfCluster, type BoardSnapshot, type SnapshotNote } from '../board-file/snapshot.ts'
import { wordsOf } from './words.ts'

/**
 * The board as CSV (RFC 4180), one row for each group and one for each note, in the order of the outline. A byte order mark
 * makes Excel read it as UTF-8. French files have semicolons: French Excel puts everything between commas into one column.
 *
 * Columns: id, text, kind (`group` for a group, whose text is its title), tint, phase and field (where it was written; else
 * the titles of the area that it lies in), step, cluster (the title of its group), from (ids of the notes that it grew from),
 * form (`text` for words without paper), size (in percent), arrows (ids of the notes and groups to which they lead), x, y, created (ISO 8601, UTC), one for each blank, signed (the name that its author signed with), late (`late` for a note that came when its step was over), table (that handed it
 * up), photo (its description), then the dots of each closed round, followed by the words that it decided about where these
 * are other ones by now. An option that is no longer on the board has a row of its own at the end. A board without phases,
 * sources, signatures, tables or photos has no such column. The dots of a group stand in its own row alone, so that a column
 * adds up.
 */
export function writeCsv(board: BoardSnapshot, language: Language): string {
  const words = wordsOf(language)
  const titles = new Map(
    board.clusters.map((cluster) => [
      cluster.id,
      cluster.title.trim() || groupTitle(board, cluster, language),
    ]),
  )
  const columns = columnsOf(board, titles, language)
  const clusters = new Map(board.clusters.map((cluster) => [cluster.id, cluster]))
  const told = new Set<string>()
  const rows: (readonly Cell[])[] = []
  for (const note of board.notes) {
    const cluster = clusters.get(note.cluster ?? '')
    if (cluster && !told.has(cluster.id)) rows.push(columns.map(({ ofGroup }) => ofGroup?.(cluster) ?? ''))
    if (cluster) told.add(cluster.id)
    rows.push(columns.map(({ ofNote }) => ofNote?.(note) ?? ''))
  }
  for (const option of goneOptions(board)) rows.push(columns.map(({ ofGone }) => ofGone?.(option) ?? ''))
  const header = columns.map(({ name }) => name)
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(words.cellSeparator)).join('\r\n')}\r\n`
}

type Cell = string | number

/** Without a function its cells are empty. */
interface Column {
  readonly name: string
  readonly ofNote?: (note: SnapshotNote) => Cell
  readonly ofGroup?: (group: Cluster) => Cell
  /** By the id of an option that is no longer on the board. */
  readonly ofGone?: (option: string) => Cell
}

function columnsOf(
  board: BoardSnapshot,
  titles: ReadonlyMap<string, string>,
  language: Language,
): readonly Column[] {
  const has = (isThere: (note: SnapshotNote) => boolean): boolean => board.notes.some(isThere)
  const when = (isThere: boolean, ...columns: readonly Column[]): readonly Column[] =>
    isThere ? columns : []
  const blanks = [...new Set(board.notes.flatMap((note) => Object.keys(note.blanks ?? {})))].sort()
  return [
    { name: 'id', ofNote: ({ id }) => id, ofGroup: ({ id }) => id, ofGone: (option) => option },
    { name: 'text', ofNote: ({ text }) => text, ofGroup: ({ id }) => titles.get(id) ?? '' },
    { name: 'kind', ofNote: ({ kind }) => kind, ofGroup: () => 'group' },
    { name: 'tint', ofNote: ({ tint }) => tint, ofGroup: ({ tint }) => tint },
    ...when(board.areas.length > 0 || board.agenda !== null, ...placesOf(board, language)),
    { name: 'cluster', ofNote: ({ cluster }) => titles.get(cluster ?? '') ?? '' },
    ...when(
      has(({ from }) => from !== undefined),
      { name: 'from', ofNote: ({ from = [] }) => from.join(' ') },
    ),
    ...when(
      has(({ form }) => form !== undefined),
      { name: 'form', ofNote: ({ form = '' }) => form },
    ),
    ...when(
      has(({ size }) => size !== undefined),
      { name: 'size', ofNote: ({ size = usualSize }) => size },
    ),
    ...when(
      has(({ arrows }) => arrows !== undefined),
      { name: 'arrows', ofNote: ({ arrows = [] }) => arrows.join(' ') },
    ),
    { name: 'x', ofNote: ({ x }) => x },
    { name: 'y', ofNote: ({ y }) => y },
    { name: 'created', ofNote: ({ created }) => new Date(created).toISOString() },
    ...blanks.map((blank): Column => ({ name: blank, ofNote: (note) => note.blanks?.[blank] ?? '' })),
    ...when(
      has(({ signature }) => signature !== undefined),
      { name: 'signed', ofNote: ({ signature = '' }) => signature },
    ),
    ...when(
      has(({ isLate }) => isLate === true),
      { name: 'late', ofNote: ({ isLate }) => (isLate ? 'late' : '') },
    ),
    ...when(board.handedUp.length > 0, {
      name: 'table',
      ofNote: ({ id }) => tableOf(board, id),
      ofGroup: ({ id }) => tableOf(board, id),
    }),
    ...when(
      has(({ photo }) => photo !== undefined),
      { name: 'photo', ofNote: ({ photo }) => (photo ? photoInWords(photo, language) : '') },
    ),
    ...roundsOf(board, language),
  ]
}

function tableOf({ handedUp }: BoardSnapshot, id: string): Cell {
  return handedUp.find(({ items }) => items.includes(id))?.table ?? ''
}

function placesOf(board: BoardSnapshot, language: Language): readonly Column[] {
  const areas = new Map(board.areas.map((area) => [area.id, area]))
  const areaOfGroup = new Map(board.clusters.map(({ id }) => [id, areaOfCluster(board, id)]))
  const ofArea = (id: string | null | undefined): readonly string[] => {
    const { phaseTitle = {}, title = {} } = areas.get(id ?? '') ?? {}
    return [phaseTitle, title].map((each) => titleIn({ title: each }, language))
  }
  const ofNote = (note: SnapshotNote): readonly string[] =>
    titlesInAgenda(board, note, language) ??
    ofArea(note.cluster === null ? note.area : areaOfGroup.get(note.cluster))
  return [
    ...['phase', 'field'].map((name, index): Column => ({
      name,
      ofNote: (note) => ofNote(note)[index] ?? '',
      ofGroup: ({ id }) => ofArea(areaOfGroup.get(id))[index] ?? '',
    })),
    { name: 'step', ofNote: ({ step = '' }) => step },
  ]
}

/** Texts that were voted on are no notes. */
function boardRounds({ rounds }: BoardSnapshot): BoardSnapshot['rounds'] {
  return rounds.filter(({ totals, target }) => totals !== null && target !== RoundTarget.texts)
}

/** Options that are no longer on the board, and whose words are known. */
function goneOptions(board: BoardSnapshot): ReadonlySet<string> {
  const here = new Set([...board.notes, ...board.clusters].map(({ id }) => id))
  const known = boardRounds(board).flatMap(({ texts = {} }) => Object.keys(texts))
  return new Set(known.filter((option) => !here.has(option)))
}

/** A thing outside the vote has an empty cell, not a 0. */
function roundsOf(board: BoardSnapshot, language: Language): readonly Column[] {
  const words = wordsOf(language)
  const wordsNow = new Map([
    ...board.notes.map(({ id, text }) => [id, text] as const),
    ...board.clusters.map(({ id, title }) => [id, title] as const),
  ])
  return boardRounds(board).flatMap(({ number, title, target, options, totals, texts = {} }) => {
    const asked = new Set(options)
    const dots = (id: string): Cell => (asked.has(id) ? (totals?.[id] ?? 0) : '')
    const before = (id: string): Cell => (wordsNow.get(id) === texts[id] ? '' : (texts[id] ?? ''))
    const name = title.trim() === '' ? words.round(number) : `${words.round(number)} – ${title}`
    const column = (head: string, cellOf: (id: string) => Cell): Column => ({
      name: head,
      ...(target === 'clusters' ? { ofGroup: ({ id }) => cellOf(id) } : { ofNote: ({ id }) => cellOf(id) }),
      ofGone: cellOf,
    })
    const hasChanged = options.some((id) => before(id) !== '')
    return [column(name, dots), ...(hasChanged ? [column(words.wordsThen(words.round(number)), before)] : [])]
  })
}

/** Phase and field in which a note was written, by the titles of the agenda; undefined for a note of no step of it. */
function titlesInAgenda(
  { agenda }: BoardSnapshot,
  { step: path, field }: SnapshotNote,
  language: Language,
): readonly string[] | undefined {
  const placed = agenda && path !== undefined ? findStep(agenda.template, path) : undefined
  if (!placed) return undefined
  const fields = placed.step.activity === 'write' ? placed.step.fields : []
  const title = fields.find(({ id }) => id === field)?.title ?? {}
  return [placed.phase.title, title].map((words) => fill(words, language, agenda?.answers ?? {}).text)
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value.toWellFormed().replaceAll('\0', ''))
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Makes a cell that begins like a formula plain text, by an apostrophe: a spreadsheet would run it. The signs are OWASP's
 * list and their full-width forms, which Japanese Excel treats alike. Some programs trim white space before them.
 */
function harmless(text: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
}
