import type { Tint } from '../board/note.ts'
import { tintOf } from './colour.ts'
import { headKey, type ColumnRole, type Columns } from './columns.ts'
import { GroupsByTitle, noteWords, type Imported, type ImportedNote, type LeftOut } from './imported.ts'
import { numberIn } from './number-in.ts'
import type { Row, Table } from './table.ts'

/** The notes and groups of a table: one note for each row that has words. */
export function notesOfTable(table: Table, { hasHeads, roles }: Columns): Imported {
  const columnsOf = (role: ColumnRole) => roles.flatMap((own, column) => (own === role ? [column] : []))
  const [group, tint, x, y] = (['group', 'tint', 'x', 'y'] as const).map((role) => columnsOf(role)[0])
  const words = [...columnsOf('text'), ...columnsOf('author')]
  const author = columnsOf('author')[0]
  const isTitleRow = hasHeads ? titleRows(table.rows[0]) : () => false
  const groups = new GroupsByTitle()
  const notes: ImportedNote[] = []
  const lines = {
    noText: new Array<number>(),
    shortened: new Array<number>(),
    notPlaced: new Array<number>(),
  }
  for (const row of table.rows.slice(hasHeads ? 1 : 0)) {
    if (isTitleRow(row)) continue
    const cell = (column: number | undefined) => (column === undefined ? '' : plain(row.cells[column] ?? ''))
    const written = words.flatMap((column) => {
      const text = cell(column)
      return text === '' ? [] : [column === author ? `— ${text}` : text]
    })
    const isSigned = author !== undefined && cell(author) !== ''
    const read = written.length > Number(isSigned) ? noteWords(written.join('\n')) : undefined
    if (!read) {
      lines.noText.push(row.line)
      continue
    }
    if (read.isCut) lines.shortened.push(row.line)
    const at = { x: numberIn(cell(x)), y: numberIn(cell(y)) }
    const place = at.x === undefined || at.y === undefined ? undefined : { x: at.x, y: at.y }
    if (x !== undefined && y !== undefined && !place) lines.notPlaced.push(row.line)
    const colour: Tint | undefined = tintOf(cell(tint))
    const number = groups.numberOf(cell(group))
    notes.push({
      text: read.text,
      ...(colour && { tint: colour }),
      ...(place && { at: place }),
      ...(number !== undefined && { group: number }),
    })
  }
  const left: LeftOut[] = (['noText', 'shortened', 'notPlaced'] as const).flatMap((kind) =>
    lines[kind].length > 0 ? [{ kind, lines: lines[kind] }] : [],
  )
  if (table.openQuote !== undefined) left.unshift({ kind: 'openQuote', lines: [table.openQuote] })
  if (table.more > 0) left.push({ kind: 'tooMany', count: table.more })
  return { notes, groups: groups.groups, left }
}

/** A file of ours has a row for each group, whose text is its title. Notes of it name the group, too. */
function titleRows(heads: Row | undefined): (row: Row) => boolean {
  const keys = heads?.cells.map(headKey) ?? []
  const kind = keys.indexOf('kind')
  const isOurs = kind !== -1 && keys.includes('cluster') && keys.includes('tint')
  return ({ cells }) => isOurs && cells[kind] === 'group'
}

/** Spreadsheets and our own files put an apostrophe before a cell that would otherwise be a formula. */
function plain(cell: string): string {
  return cell.replace(/^'(?=[\t\r\n]|\s*[=+\-@＝＋－＠])/u, '').trim()
}
