import { packingGap, pageAspect, noteSide } from './sizes.ts'
import { intersects, type Point, type Rect, type Size } from './rect.ts'

interface Packing extends Size {
  /** In the order of the sizes. The top left corner of the whole is 0, 0. */
  readonly places: readonly Point[]
}

/** Lays sizes out in so many columns, in order. Each row is as high as its highest. */
export function packRows(sizes: readonly Size[], columns: number, gap = packingGap): Packing {
  const places: Point[] = []
  let width = 0
  let y = 0
  for (let first = 0; first < sizes.length; first += columns) {
    let x = 0
    let height = 0
    for (const size of sizes.slice(first, first + columns)) {
      places.push({ x, y })
      x += size.width + gap
      height = Math.max(height, size.height)
    }
    width = Math.max(width, x - gap)
    y += height + gap
  }
  return { places, width, height: Math.max(0, y - gap) }
}

/** The number of columns with which these sizes, in rows, are largest on a screen. */
export function columnsForPage(sizes: readonly Size[]): number {
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 1)
  const area = sizes.reduce((sum, { height }) => sum + widest * (height + packingGap), 0)
  const about = Math.sqrt(area * pageAspect) / widest
  const first = Math.max(1, Math.floor(about * 0.7))
  const numbers = Array.from({ length: Math.ceil(about * 0.6) + 2 }, (_, index) => first + index)
  return largestOnPage(numbers, (columns) => sizeInColumns(sizes, columns))
}

export function sizeInColumns(sizes: readonly Size[], columns: number): Size {
  let [width, height] = [0, -packingGap]
  // Without iterators: `columnsForPage` counts 15,000 notes a hundred times.
  for (let first = 0; first < sizes.length; first += columns) {
    let row = -packingGap
    let tallest = 0
    for (let index = first; index < first + columns; index += 1) {
      const size = sizes[index]
      if (!size) break
      row += size.width + packingGap
      if (size.height > tallest) tallest = size.height
    }
    if (row > width) width = row
    height += tallest + packingGap
  }
  return { width, height }
}

/** The ways to lay out sizes of any width in rows, in order: one for each number of things in the first row. */
export function shelvesFor(sizes: readonly Size[], gap = packingGap): readonly Packing[] {
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 0)
  const limits = [widest]
  let end = -gap
  for (const { width } of sizes.slice(0, mostInShelf)) {
    end += width + gap
    if (end > widest) limits.push(end)
  }
  return limits.map((limit) => shelvesOf(sizes, limit, gap))
}

/** Groups are wide: more in one row are too small to read on any screen. */
const mostInShelf = 60

/** The first of these layouts that is largest on a screen. */
export function largestOnPage<T>(options: readonly T[], sizeOf: (option: T) => Size): T {
  let best: { readonly option: T; readonly width: number } | undefined
  for (const option of options) {
    const { width, height } = sizeOf(option)
    const needed = Math.max(width, height * pageAspect)
    if (!best || needed < best.width) best = { option, width: needed }
  }
  if (!best) throw new Error('there is nothing to choose from')
  return best.option
}

/** In rows of at most this width, in order. */
export function shelvesOf(sizes: readonly Size[], limit: number, gap: number): Packing {
  const places: Point[] = []
  let [x, y, shelf, width] = [0, 0, 0, 0]
  for (const size of sizes) {
    if (x > 0 && x + size.width > limit) {
      x = 0
      y += shelf + gap
      shelf = 0
    }
    places.push({ x, y })
    width = Math.max(width, x + size.width)
    shelf = Math.max(shelf, size.height)
    x += size.width + gap
  }
  return { places, width, height: y + shelf }
}

/** Squares around a wished place that are searched. */
const mostRings = 40

/**
 * The nearest place to `wanted` that keeps a gap from all of these rectangles. Searches growing squares around it, in
 * steps of size plus gap; undefined if 40 squares are full. Each rectangle marks the steps at which it would be met:
 * asking at each step takes a fifth of a second on a full board of 10,000 notes.
 */
export function freePlaceAmong(wanted: Rect, taken: Iterable<Rect>, gap = packingGap): Point | undefined {
  const side = 2 * mostRings + 1
  const marked = new Uint8Array(side * side)
  const [stepX, stepY] = [wanted.width + gap, wanted.height + gap]
  for (const { x, y, width, height } of taken) {
    const columns = stepsMet(x - wanted.x - gap + 1, width + 2 * gap - 2, wanted.width, stepX)
    const rows = stepsMet(y - wanted.y - gap + 1, height + 2 * gap - 2, wanted.height, stepY)
    // A negative end would count from the end of the marks.
    if (columns.last < columns.first) continue
    for (let row = rows.first; row <= rows.last; row += 1)
      marked.fill(1, row * side + columns.first, row * side + columns.last + 1)
  }
  const isTaken = (column: number, row: number) => marked[(row + mostRings) * side + column + mostRings] === 1
  for (let ring = 0; ring <= mostRings; ring += 1) {
    let best: Point | undefined
    let nearest = Infinity
    for (const [column, row] of ringOf(ring)) {
      const distance = Math.hypot(column * stepX, row * stepY) + (row < 0 || column < 0 ? 1 : 0)
      if (distance >= nearest || isTaken(column, row)) continue
      best = { x: wanted.x + column * stepX, y: wanted.y + row * stepY }
      nearest = distance
    }
    if (best) return best
  }
  return undefined
}

/** In one direction: the steps, counted from the outermost, at which a thing of this length meets the other. */
function stepsMet(at: number, length: number, own: number, step: number) {
  return {
    first: Math.max(0, Math.floor((at - own) / step) + 1 + mostRings),
    last: Math.min(2 * mostRings, Math.ceil((at + length) / step) - 1 + mostRings),
  }
}

export function meetsAnyOf(others: Iterable<Rect>): (rect: Rect) => boolean {
  const taken = [...others]
  return (rect) => taken.some((other) => intersects(rect, other))
}

function ringOf(ring: number): readonly (readonly [number, number])[] {
  if (ring === 0) return [[0, 0]]
  const cells: (readonly [number, number])[] = []
  for (let at = -ring; at <= ring; at += 1) {
    cells.push([ring, at], [at, ring], [-ring, at], [at, -ring])
  }
  return cells
}

/** A place in a group's grid. */
interface Cell {
  readonly column: number
  readonly row: number
}

/**
 * The cells of a group of so many notes, in the order in which they fill up. The grid grows by a column, then by a row, so
 * a note that is in it stays where it is when the next one comes. With `most` columns it grows by rows alone.
 */
function cellsOf(count: number, most = Infinity): readonly Cell[] {
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
