import { arrowLimit } from '../board/limits.ts'
import { readLook } from '../board/note-look.ts'
import type { Tint } from '../board/note.ts'
import { tintOf } from './colour.ts'
import { headKey, type ColumnRole, type Columns, numberIn } from './columns.ts'
import { GroupsByTitle, noteWords, type Imported, type ImportedNote, type LeftOut } from './imported.ts'
import type { Row, Table } from './table.ts'

/** The notes and groups of a table: one note for each row that has words. */
export function notesOfTable(table: Table, { hasHeads, roles }: Columns): Imported {
  const columnsOf = (role: ColumnRole) => roles.flatMap((own, column) => (own === role ? [column] : []))
  const [group, tint, x, y] = (['group', 'tint', 'x', 'y'] as const).map((role) => columnsOf(role)[0])
  const words = [...columnsOf('text'), ...columnsOf('author')]
  const author = columnsOf('author')[0]
  const own = hasHeads ? ownColumns(table.rows[0]) : undefined
  const groupRows = hasHeads ? groupsById(table, group) : new Map<string, Row>()
  const areGroups = new Set(groupRows.values())
  const groups = new GroupsByTitle()
  const notes: ImportedNote[] = []
  /** In a file of ours: the id of each note, and of the things to which its arrows lead. */
  const ids: string[] = []
  const ends: (readonly string[])[] = []
  const lines = {
    noText: new Array<number>(),
    shortened: new Array<number>(),
    notPlaced: new Array<number>(),
  }
  for (const row of table.rows.slice(hasHeads ? 1 : 0)) {
    if ((own && row.cells[own.kind] === 'group') || areGroups.has(row)) continue
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
    const named = groupRows.get(cell(group))
    const number = groups.numberOf(named ? plain(named.cells[words[0] ?? 0] ?? '') : cell(group))
    notes.push({
      text: read.text,
      ...(colour && { tint: colour }),
      ...(place && { at: place }),
      ...(number !== undefined && { group: number }),
      ...(own && readLook({ form: cell(own.form), size: Number(cell(own.size)) })),
    })
    ids.push(cell(own?.id))
    ends.push(cell(own?.arrows).split(' '))
  }
  const left: LeftOut[] = (['noText', 'shortened', 'notPlaced'] as const).flatMap((kind) =>
    lines[kind].length > 0 ? [{ kind, lines: lines[kind] }] : [],
  )
  if (table.openQuote !== undefined) left.unshift({ kind: 'openQuote', lines: [table.openQuote] })
  if (table.more > 0) left.push({ kind: 'tooMany', count: table.more })
  return { notes: own ? connected(notes, ids, ends) : notes, groups: groups.groups, left }
}

const ownHeads = ['id', 'kind', 'cluster', 'tint', 'form', 'size', 'arrows'] as const

/**
 * The columns of a file of ours that are no choice: it has a row for each group, whose text is its title, and the look and the
 * arrows of each note. Undefined for a table of another tool.
 */
function ownColumns(heads: Row | undefined): Readonly<Record<(typeof ownHeads)[number], number>> | undefined {
  const keys = heads?.cells.map(headKey) ?? []
  const [id = -1, kind = -1, cluster = -1, tint = -1, form = -1, size = -1, arrows = -1] = ownHeads.map(
    (head) => keys.indexOf(head),
  )
  const isOurs = kind !== -1 && cluster !== -1 && tint !== -1
  return isOurs ? { id, kind, cluster, tint, form, size, arrows } : undefined
}

/** The notes with their arrows, as far as these lead to notes of the same file. */
function connected(
  notes: readonly ImportedNote[],
  ids: readonly string[],
  ends: readonly (readonly string[])[],
): readonly ImportedNote[] {
  const numbers = new Map(ids.map((id, number) => [id, number]))
  return notes.map((note, number) => {
    const to = (ends[number] ?? []).flatMap((id) => (id === '' ? [] : (numbers.get(id) ?? [])))
    const arrowsTo = [...new Set(to)].filter((end) => end !== number).slice(0, arrowLimit)
    return arrowsTo.length > 0 ? { ...note, arrowsTo } : note
  })
}

/**
 * Some tools write a group as a row with an id, which the rows of its notes name. Empty unless all of these name rows that are
 * in no group themselves: numbers of groups may be those of notes by chance.
 */
function groupsById({ rows: [heads, ...rows] }: Table, group: number | undefined): ReadonlyMap<string, Row> {
  const id = heads?.cells.findIndex((head) => headKey(head) === 'id') ?? -1
  if (id === -1 || group === undefined || id === group) return new Map()
  const cellsOf = (column: number) => rows.map(({ cells }) => plain(cells[column] ?? ''))
  const groups = cellsOf(group)
  const byId = new Map(
    cellsOf(id).map((name, index) => [name, groups[index] === '' ? rows[index] : undefined]),
  )
  const named = new Set(groups.filter((name) => name !== ''))
  const found = [...named].flatMap((name) => {
    const row = byId.get(name)
    return row ? [[name, row] as const] : []
  })
  return new Map(found.length === named.size ? found : [])
}

/** Spreadsheets and our own files put an apostrophe before a cell that would otherwise be a formula. */
function plain(cell: string): string {
  return cell.replace(/^'(?=[\t\r\n]|\s*[=+\-@＝＋－＠])/u, '').trim()
}
