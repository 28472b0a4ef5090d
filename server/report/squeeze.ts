import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import { fullSize, maxPageSide } from './paper.ts'

/** Largest side of a board that fits on PDF's largest page at 100 %. A larger one might be printed too small to read. */
const maxSide = maxPageSide / fullSize

/** Width of a shortened empty stretch in board units: four notes, wide enough to be seen as a gap. */
const maxGap = 800

/**
 * Shortens the empty stretches of a board that does not fit on a page. One note dragged far away would otherwise shrink
 * all the others to nothing.
 */
export function squeezed(places: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> {
  const bounds = boundsOf(places.values())
  if (!bounds || (bounds.width <= maxSide && bounds.height <= maxSide)) return places
  const horizontal = shiftsOf([...places.values()].map(({ x, width }) => [x, x + width]))
  const vertical = shiftsOf([...places.values()].map(({ y, height }) => [y, y + height]))
  return new Map(
    [...places].map(([id, rect]) => [
      id,
      { ...rect, x: rect.x - horizontal(rect.x), y: rect.y - vertical(rect.y) },
    ]),
  )
}

/** The distance by which a rectangle moves back, by its first coordinate. */
function shiftsOf(spans: readonly (readonly [from: number, to: number])[]): (at: number) => number {
  const starts: number[] = []
  const shifts: number[] = []
  let reach = -Infinity
  let shift = 0
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (reach !== -Infinity && from - reach > maxGap) shift += from - reach - maxGap
    starts.push(from)
    shifts.push(shift)
    reach = Math.max(reach, to)
  }
  return (at) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? Infinity) <= at) low = middle
      else high = middle - 1
    }
    return shifts[low] ?? 0
  }
}
