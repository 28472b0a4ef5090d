/** A row of a table and the line of the file on which it begins. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  /** Rows in which something stands. */
  readonly rows: readonly Row[]
  /** The number of columns. */
  readonly width: number
  /** Rows beyond the most that are kept. */
  readonly more: number
  /** The line on which a quotation mark opens that nothing closes. */
  readonly openQuote?: number
}

/** Rows that are kept of a table. A board has 20,000 notes at most, and one import adds 2,000. */
const mostRows = 10_000
/** Cells that are kept of a row. Exports of other tools have some thirty. */
const mostColumns = 100

/** Reads CSV and TSV (RFC 4180), with any of the separators that spreadsheets write. Nothing in it is an error. */
export function readTable(text: string, separator = separatorOf(text)): Table {
  return tableOf(rowsIn(withoutHint(text), separator))
}

/** A table of these rows, as far as it is read. */
export function tableOf(read: Iterable<Row & { readonly isOpen?: boolean }>): Table {
  const rows: Row[] = []
  let [width, more] = [0, 0]
  let openQuote: number | undefined
  for (const row of read) {
    if (row.isOpen) openQuote = row.line
    if (row.cells.every((cell) => cell.trim() === '')) continue
    if (rows.length === mostRows) more += 1
    else {
      rows.push({ line: row.line, cells: row.cells.slice(0, mostColumns) })
      width = Math.max(width, Math.min(row.cells.length, mostColumns))
    }
  }
  return { rows, width, more, ...(openQuote !== undefined && { openQuote }) }
}

interface ReadRow extends Row {
  /** A quotation mark opens in it, and nothing closes it. */
  readonly isOpen: boolean
}

/** Each sign is looked at once, so that the time grows with the length of the text alone. */
function* rowsIn(text: string, separator: string): Generator<ReadRow> {
  const stop = new RegExp(`[${separator}\\r\\n]`, 'gu')
  const nextStop = (from: number) => {
    stop.lastIndex = from
    return stop.exec(text)?.index ?? text.length
  }
  let [at, line] = [0, 1]
  while (at < text.length) {
    const first = line
    const cells: string[] = []
    let isOpen = false
    for (;;) {
      let cell = ''
      if (text[at] === '"') {
        const quoted = readQuoted(text, at + 1)
        cell = quoted.text
        at = quoted.end
        isOpen ||= quoted.isOpen
        line += cell.split(/\r\n|[\r\n]/u).length - 1
      }
      const end = nextStop(at)
      cells.push(cell + text.slice(at, end))
      at = end + 1
      if (text[end] !== separator) {
        if (text[end] === '\r' && text[at] === '\n') at += 1
        break
      }
    }
    line += 1
    yield { line: first, cells, isOpen }
  }
}

function readQuoted(text: string, from: number): { text: string; end: number; isOpen: boolean } {
  const parts: string[] = []
  let at = from
  for (;;) {
    const close = text.indexOf('"', at)
    if (close === -1) return { text: [...parts, text.slice(at)].join(''), end: text.length, isOpen: true }
    parts.push(text.slice(at, close))
    if (text[close + 1] !== '"') return { text: parts.join(''), end: close + 1, isOpen: false }
    parts.push('"')
    at = close + 2
  }
}

const separators = ['\t', ';', ',', '|'] as const
/** Enough of a file to know its separator. */
const sampleLength = 20_000

/** Excel writes the separator into the first line. */
const hint = /^sep=([\t;,|])(?:\r\n|[\r\n])/u

function withoutHint(text: string): string {
  // A blank line in its place, so that lines keep their numbers.
  return hint.test(text) ? text.replace(hint, '\n') : text
}

/** The separator that cuts most rows into the same number of cells, more than one; of several, the one with most cells. */
function separatorOf(text: string): string {
  const told = hint.exec(text)?.[1]
  if (told !== undefined) return told
  const sample = text.slice(0, sampleLength)
  let [best, score] = [',', 0]
  for (const separator of separators) {
    const counts = new Map<number, number>()
    let rows = 0
    for (const { cells } of rowsIn(sample, separator)) {
      if (cells.length === 1 && cells[0]?.trim() === '') continue
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
      rows += 1
    }
    const [cells = 1, alike = 0] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? []
    const own = cells === 1 ? 0 : alike / rows + cells / 1_000
    if (own > score) [best, score] = [separator, own]
  }
  return best
}
