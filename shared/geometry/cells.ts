/** A place in a group's grid. */
export interface Cell {
  readonly column: number
  readonly row: number
}

/**
 * The cells of a group of so many notes, in the order in which they fill up. The grid grows by a column, then by a row, so
 * a note that is in it stays where it is when the next one comes.
 */
export function cellsOf(count: number): readonly Cell[] {
  const cells: Cell[] = []
  for (let edge = 0; cells.length < count; edge += 1) {
    for (let row = 0; row < edge; row += 1) cells.push({ column: edge, row })
    for (let column = 0; column <= edge; column += 1) cells.push({ column, row: edge })
  }
  return cells.slice(0, count)
}

/** The same cells row by row: a group as people read it. */
export function cellsByRow(count: number): readonly Cell[] {
  return [...cellsOf(count)].sort((a, b) => a.row - b.row || a.column - b.column)
}

export function cellName({ column, row }: Cell): string {
  return `${column},${row}`
}
