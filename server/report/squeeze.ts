import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import { fullSize, largestSide } from './paper.ts'

/** Board units: what is wider or higher does not fit on PDF's largest page at 100 %, and might be printed too small to read. */
const largest = largestSide / fullSize

/** What stays of an empty stretch, board units: four notes, enough to see that there is a gap. */
const widestGap = 800

/**
 * A board that fits a page is left alone. On a larger one, stretches in which nothing lies from edge to edge are cut
 * down, so that one note dragged away by a kilometre does not shrink all the others to nothing.
 */
export function squeezed(places: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> {
  const bounds = boundsOf(places.values())
  if (!bounds || (bounds.width <= largest && bounds.height <= largest)) return places
  const horizontal = shiftsOf([...places.values()].map(({ x, width }) => [x, x + width]))
  const vertical = shiftsOf([...places.values()].map(({ y, height }) => [y, y + height]))
  return new Map(
    [...places].map(([id, rect]) => [
      id,
      { ...rect, x: rect.x - horizontal(rect.x), y: rect.y - vertical(rect.y) },
    ]),
  )
}

/** How far what begins at a coordinate moves back. */
function shiftsOf(spans: readonly (readonly [from: number, to: number])[]): (at: number) => number {
  const starts: number[] = []
  const shifts: number[] = []
  let reach = -Infinity
  let shift = 0
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (reach !== -Infinity && from - reach > widestGap) shift += from - reach - widestGap
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
