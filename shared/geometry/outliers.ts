import type { Point } from './rect.ts'

/** Within such a span nothing is far from anything: 10,000 notes in a square. Board units. */
const usualSpan = 25_000

/** So many times as far from the middle as half of the others. Not measured. */
const timesFarther = 8

/**
 * The things that lie far outside the others, as a note dropped at the end of the board. The middle and the
 * usual distance are medians, so that a few things far out change neither. They are sorted for only where something may be
 * far out: this is asked at each change of a large board.
 */
export function outliersOf<T extends Point>(things: readonly T[]): readonly T[] {
  const valuesOf = (read: (thing: T) => number) => new Float64Array(things.map(read))
  const [across, down] = [valuesOf((thing) => thing.x), valuesOf((thing) => thing.y)]
  if (isNear(across) && isNear(down)) return []
  const [x, y] = [medianOf(across), medianOf(down)]
  const distanceOf = (thing: T) => Math.max(Math.abs(thing.x - x), Math.abs(thing.y - y))
  const limit = Math.max(usualSpan, timesFarther * medianOf(valuesOf(distanceOf)))
  return things.filter((thing) => distanceOf(thing) > limit)
}

/** True when all things may lie where they like: no two are far from each other. */
export function isUsualSpan({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width <= usualSpan && height <= usualSpan
}

/** True when no value is further than the usual span from the median, which need not be known for it. */
function isNear(values: Float64Array): boolean {
  let [min, max] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  let [left, right] = [0, 0]
  for (const value of values) {
    if (value < max - usualSpan) left += 1
    if (value > min + usualSpan) right += 1
  }
  const middle = Math.floor((values.length - 1) / 2)
  return left <= middle && right < values.length - middle
}

/** Puts the values in order, too. A list of plain numbers takes ten times as long to sort. */
function medianOf(values: Float64Array): number {
  return values.sort()[Math.floor((values.length - 1) / 2)] ?? 0
}
