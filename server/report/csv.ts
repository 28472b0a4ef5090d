import type { Language } from '#shared/board/document.ts'
import { photoInWords } from './outline.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { titleIn } from '#shared/board/area.ts'
import { RoundTarget } from '#shared/workshop/round.ts'
import {
  areaOfCluster,
  type BoardSnapshot,
  type SnapshotArea,
  type SnapshotNote,
} from '../board-file/snapshot.ts'
import { wordsOf } from './words.ts'

/**
 * The board as CSV (RFC 4180), one row for each note. A byte order mark makes Excel read it as UTF-8. French files have
 * semicolons: French Excel puts everything between commas into one column.
 *
 * Columns: id, text, kind, tint, phase, field (where it was written; else the titles of the area that it lies in), cluster (its
 * title), x, y, created (ISO 8601, UTC), one for each blank, signed (the name that its author
 * signed with, on a board with such notes), photo (its description, on a board with photos), then the dots of each closed round.
 */
export function writeCsv(board: BoardSnapshot, language: Language): string {
  const words = wordsOf(language)
  const titles = new Map(
    board.clusters.map(({ id, title }) => [id, title.trim() === '' ? words.untitledCluster : title]),
  )
  // Texts that were voted on are no notes.
  const rounds = board.rounds.filter(({ totals, target }) => totals !== null && target !== RoundTarget.texts)
  const names = rounds.map((round) =>
    round.title.trim() === '' ? words.round(round.number) : `${words.round(round.number)} – ${round.title}`,
  )
  const firstNotes = clustersByFirstNote(board)
  const hasPhotos = board.notes.some(({ photo }) => photo !== undefined)
  const photo = hasPhotos ? ['photo'] : []
  const hasNames = board.notes.some(({ signature }) => signature !== undefined)
  const signed = hasNames ? ['signed'] : []
  const areas = new Map(board.areas.map((area) => [area.id, area]))
  const places = areas.size > 0 || board.agenda ? ['phase', 'field'] : []
  const blanks = [...new Set(board.notes.flatMap((note) => Object.keys(note.blanks ?? {})))].sort()
  const header = [
    'id',
    'text',
    'kind',
    'tint',
    ...places,
    'cluster',
    'x',
    'y',
    'created',
    ...blanks,
    ...signed,
    ...photo,
    ...names,
  ]
  const areaOfGroup = new Map(board.clusters.map(({ id }) => [id, areaOfCluster(board, id)]))
  const areaOf = ({ cluster, area }: SnapshotNote) =>
    areas.get((cluster === null ? area : areaOfGroup.get(cluster)) ?? '')
  const titlesOf = (area: SnapshotArea | undefined) =>
    [area?.phaseTitle, area?.title].map((title = {}) => titleIn({ title }, language))
  const rows = board.notes.map((note) => [
    note.id,
    note.text,
    note.kind,
    note.tint,
    ...(places.length > 0 ? (titlesInAgenda(board, note, language) ?? titlesOf(areaOf(note))) : []),
    note.cluster === null ? '' : (titles.get(note.cluster) ?? ''),
    note.x,
    note.y,
    new Date(note.created).toISOString(),
    ...blanks.map((blank) => note.blanks?.[blank] ?? ''),
    ...signed.map(() => note.signature ?? ''),
    ...photo.map(() => (note.photo ? photoInWords(note.photo, language) : '')),
    ...rounds.map((round) => {
      // A cluster's dots stand on its first note alone, so that a column adds up. A note outside the vote has an empty
      // cell, not a 0.
      const option = round.target === 'notes' ? note.id : firstNotes.get(note.id)
      return option === undefined || !round.options.includes(option) ? '' : (round.totals?.[option] ?? 0)
    }),
  ])
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(words.cellSeparator)).join('\r\n')}\r\n`
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

/** Each cluster under the first of its notes. */
function clustersByFirstNote({ notes }: BoardSnapshot): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const { id, cluster } of notes) if (cluster !== null && !first.has(cluster)) first.set(cluster, id)
  return new Map([...first].map(([cluster, note]) => [note, cluster]))
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value.toWellFormed().replaceAll('\0', ''))
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Makes a cell that begins like a formula plain text, by an apostrophe: a spreadsheet would run it. The signs are OWASP's
 * list and their full-width forms, which Japanese Excel treats alike. Some programs trim white space before them.
 */
function harmless(text: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
}
