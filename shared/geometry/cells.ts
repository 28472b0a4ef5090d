import { noteSide, packingGap } from './sizes.ts'
import { type Packing } from './packing.ts'
import type { Size } from './rect.ts'

/** A place in a group's grid. */
interface Cell {
  readonly column: number
  readonly row: number
}

/**
 * The cells of a group of so many notes, in the order in which they fill up. The grid grows by a column, then by a row, so
 * a note that is in it stays where it is when the next one comes. With `most` columns it grows by rows alone.
 */
export function cellsOf(count: number, most = Infinity): readonly Cell[] {
  const cells: Cell[] = []
  for (let edge = 0; cells.length < count; edge += 1) {
    const tall = edge < most ? edge : 0
    const wide = Math.min(edge + 1, most)
    for (let row = 0; row < tall; row += 1) cells.push({ column: edge, row })
    for (let column = 0; column < wide; column += 1) cells.push({ column, row: edge })
  }
  return cells.slice(0, count)
}

/** The same cells row by row: a group as people read it. */
function cellsByRow(count: number, most = Infinity): readonly Cell[] {
  return [...cellsOf(count, most)].sort(byRow)
}

function byRow(a: Cell, b: Cell): number {
  return a.row - b.row || a.column - b.column
}

/** Lays out the notes of a group, in reading order. A row is as high as its highest note. */
export function packCells(sizes: readonly Size[], most = Infinity): Packing {
  const cells = cellsByRow(sizes.length, most)
  const heights: number[] = []
  for (const [index, { row }] of cells.entries())
    heights[row] = Math.max(heights[row] ?? 0, sizes[index]?.height ?? 0)
  const tops: number[] = []
  let next = 0
  for (const [row, height] of heights.entries()) {
    tops[row] = next
    next += height + packingGap
  }
  const columns = cells.reduce((most, { column }) => Math.max(most, column + 1), 0)
  return {
    places: cells.map(({ column, row }) => ({ x: column * (noteSide + packingGap), y: tops[row] ?? 0 })),
    width: Math.max(0, columns * (noteSide + packingGap) - packingGap),
    height: Math.max(0, next - packingGap),
  }
}
