import { areaHeading, areaMargin, columnsIn, pitch } from './area.ts'
import { noteSide, packingGap } from './sizes.ts'
import { intersects, type Point, type Rect, type Size } from './rect.ts'

/**
 * Places for notes of these sizes in an area, in order: each in the first cell, row by row, where it meets nothing. A row is
 * as high as its highest note. Below the last row new rows come, as many as are needed.
 */
export function slotsIn(area: Rect, sizes: readonly Size[], content: Iterable<Rect>): readonly Point[] {
  const columns = columnsIn(area)
  const taken = new Rows(content)
  const slots: Point[] = []
  let column = 0
  let y = area.y + areaHeading
  for (const { width, height } of sizes) {
    for (; ; column += 1) {
      if (column === columns) {
        y = taken.belowNotesAt(y)
        column = 0
      }
      const rect = { x: area.x + areaMargin + column * pitch, y, width, height }
      if (taken.meets(rect)) continue
      taken.add(rect)
      slots.push({ x: rect.x, y })
      break
    }
  }
  return slots
}

/** Rectangles by the rows of cells that they reach: looking at all of them for each cell would be slow. */
class Rows {
  readonly #rows = new Map<number, Rect[]>()

  constructor(rects: Iterable<Rect>) {
    for (const rect of rects) this.add(rect)
  }

  add(rect: Rect): void {
    for (const row of rowsOf(rect)) {
      const there = this.#rows.get(row)
      if (there) there.push(rect)
      else this.#rows.set(row, [rect])
    }
  }

  /** Where the row after this one begins. Tall notes make it longer; groups do not. */
  belowNotesAt(y: number): number {
    let bottom = y + noteSide
    // A row that was laid out with other heights may stand a little elsewhere.
    const near = pitch / 2
    for (const row of rowsOf({ x: 0, y: y - near, width: 0, height: 2 * near }))
      for (const { y: top, width, height } of this.#rows.get(row) ?? [])
        if (Math.abs(top - y) < near && width === noteSide) bottom = Math.max(bottom, top + height)
    return bottom + packingGap
  }

  meets(rect: Rect): boolean {
    return rowsOf(rect).some((row) => this.#rows.get(row)?.some((other) => intersects(rect, other)) === true)
  }
}

function rowsOf({ y, height }: Rect): readonly number[] {
  const first = Math.floor(y / pitch)
  return Array.from({ length: Math.floor((y + height) / pitch) - first + 1 }, (_, index) => first + index)
}
