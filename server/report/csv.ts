import type { Language } from '#shared/board/document.ts'
import { photoInWords } from './outline.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { wordsOf } from './words.ts'

/**
 * RFC 4180 with a byte order mark, without which Excel reads UTF-8 as something else; in French with semicolons, since
 * French Excel puts all that commas part into one column. One row a note; columns are
 * id, text, kind, tint, cluster (its title), x, y, created (ISO 8601, UTC), photo (what is on it; only on a board with
 * pictures), then the dots of each closed round.
 */
export function writeCsv(board: BoardSnapshot, language: Language): string {
  const words = wordsOf(language)
  const titles = new Map(
    board.clusters.map(({ id, title }) => [id, title.trim() === '' ? words.untitledCluster : title]),
  )
  const rounds = board.rounds.filter((round) => round.totals !== null)
  const names = rounds.map((round) =>
    round.title.trim() === '' ? words.round(round.number) : `${words.round(round.number)} – ${round.title}`,
  )
  const hasPhotos = board.notes.some(({ photo }) => photo !== undefined)
  const photo = hasPhotos ? ['photo'] : []
  const header = ['id', 'text', 'kind', 'tint', 'cluster', 'x', 'y', 'created', ...photo, ...names]
  const rows = board.notes.map((note) => [
    note.id,
    note.text,
    note.kind,
    note.tint,
    note.cluster === null ? '' : (titles.get(note.cluster) ?? ''),
    note.x,
    note.y,
    new Date(note.created).toISOString(),
    ...photo.map(() => (note.photo ? photoInWords(note.photo, language) : '')),
    ...rounds.map((round) => {
      // A vote on clusters counts for the notes in them; a note that was not voted on has an empty cell, not a 0.
      const option = round.target === 'notes' ? note.id : note.cluster
      return option === null || !round.options.includes(option) ? '' : (round.totals?.[option] ?? 0)
    }),
  ])
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(words.cellSeparator)).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value.toWellFormed().replaceAll('\0', ''))
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text. OWASP's list, with the full-width
 * forms that Japanese Excel takes for the same, and after leading white space, which some programs trim.
 */
function harmless(text: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
}
