export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this share of the values lies; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Three significant digits, without an exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(1e-9, Math.abs(value)))))
  return value.toFixed(Math.min(3, digits))
}

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Conditions of the measurement, below the table. */
  readonly note?: string
}

export function markdown(table: Table): string {
  const { title, columns, rows, note } = table
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = line(columns.map((_, index) => (index === 0 ? '---' : '--:')))
  const judged = rows.map((row) =>
    row.map((cell, index) => (isMissed(table, row, index) ? `${cell}: **missed**` : cell)),
  )
  const text = [`### ${title}`, '', line(columns), rule, ...judged.map(line)].join('\n')
  return note === undefined ? `${text}\n` : `${text}\n\n${note}\n`
}

/** The names of the rows that miss what they are to reach. */
export function missedIn(table: Table): readonly string[] {
  return table.rows.flatMap((row) =>
    row.some((_, index) => isMissed(table, row, index)) ? [row[0] ?? ''] : [],
  )
}

/**
 * True for a cell with a goal, such as `≤ 200`, `≥ 9 of 10` or `0`, which the figure beside it misses. The goal is about our
 * figure, or else about the one before it; `CPU ≤ 100` is about the column whose title begins so.
 */
function isMissed({ columns }: Table, row: readonly string[], index: number): boolean {
  const [, name, sign = '≤', wanted] =
    /^(?:(?:(.+) )?([≤≥]) )?([\d.]+(?: of \d+)?)$/u.exec(row[index] ?? '') ?? []
  if (!columns[index]?.startsWith('to reach') || wanted === undefined) return false
  const own = columns.indexOf('Boussole')
  const named = columns.findIndex((title) => name !== undefined && title.startsWith(name))
  const value = row[name === undefined ? (own === -1 ? index - 1 : own) : named]
  const [is, goal] = [amount(value ?? ''), amount(wanted)]
  // What was not measured is not reached.
  return !(sign === '≤' ? is <= goal : is >= goal)
}

/** `9 of 10` is a share; what stands behind a number says more about it. */
function amount(cell: string): number {
  const [, number, , all] = /^([\d.,]+)( of ([\d.,]+))?/u.exec(cell) ?? []
  const plain = (digits = '') => Number.parseFloat(digits.replaceAll(',', ''))
  return all === undefined ? plain(number) : plain(number) / plain(all)
}
