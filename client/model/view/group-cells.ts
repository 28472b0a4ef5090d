import { noteSide } from '#shared/geometry/note-side.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { packingGap } from '#shared/geometry/page-shape.ts'
import { inRows } from '#shared/geometry/reading-order.ts'
import { boundsOf, type Point, type Rect, type Size } from '#shared/geometry/rect.ts'

const pitch = noteSide + packingGap
/** More cells than this for each note are of a group that somebody has pulled apart: then only its last row is filled. */
const sparse = 4

interface Cell extends Point {
  readonly column: number
  readonly row: number
}

/**
 * The free cells of a group for a note of this size, in the order in which they fill up: a group grows by a column, then
 * by a row, so no note of it moves when another comes. Last come the cells before the first column and row. No cell lies on a
 * note of the group.
 */
export function freeCells(notes: readonly Rect[], size: Size, most: number): readonly Rect[] {
  const bounds = boundsOf(notes)
  if (!bounds) return []
  const taken = createGrid<{ readonly rect: Rect }>()
  for (const rect of notes) taken.add({ rect })
  const below = bounds.y + bounds.height + packingGap
  const above = bounds.y - size.height - packingGap
  const tops = inRows(notes, (rect) => rect).map((row) => Math.min(...row.map(({ y }) => y)))
  const columns = Math.min(Math.floor((bounds.width - noteSide) / pitch) + 2, Math.max(1, most))
  const isSparse = (tops.length + 1) * columns > sparse * notes.length + 100
  const rows = isSparse ? [below] : [...tops, below]
  const rowAt = (y: number, row: number) =>
    Array.from({ length: columns }, (_, column): Cell => ({ column, row, x: bounds.x + column * pitch, y }))
  const cells = rows.flatMap(rowAt).sort(byFilling)
  const inColumn = columns < most ? rows.map((y) => ({ x: bounds.x - pitch, y })) : []
  return [...cells, ...inColumn, ...rowAt(above, -1)]
    .map(({ x, y }) => ({ x, y, width: size.width, height: size.height }))
    .filter((cell) => taken.query(cell).length === 0)
}

function byFilling(a: Cell, b: Cell): number {
  return (
    edgeOf(a) - edgeOf(b) || Number(isInRow(a)) - Number(isInRow(b)) || a.row - b.row || a.column - b.column
  )
}

const edgeOf = ({ column, row }: Cell): number => Math.max(column, row)
const isInRow = ({ column, row }: Cell): boolean => column <= row
