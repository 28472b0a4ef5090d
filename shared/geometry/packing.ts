import { intersects, type Point, type Rect, type Size } from './rect.ts'

/** Room between notes in a layout: the style's third spacing step. */
export const packingGap = 24

export interface Packing extends Size {
  /** In the order of the sizes. The top left corner of the whole is 0, 0. */
  readonly places: readonly Point[]
}

/**
 * Lays sizes out in rows, in order. Each row is as high as its highest. Close to a square, or with
 * `columns` columns.
 */
export function packRows(
  sizes: readonly Size[],
  { columns = Math.ceil(Math.sqrt(sizes.length)), gap = packingGap } = {},
): Packing {
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

/** Lays sizes of any width out in rows not much wider than a 3:2 page, in order. */
export function packShelves(sizes: readonly Size[], gap = packingGap): Packing {
  const area = sizes.reduce((sum, size) => sum + (size.width + gap) * (size.height + gap), 0)
  const widest = sizes.reduce((most, size) => Math.max(most, size.width), 0)
  const limit = Math.max(widest, Math.sqrt(area * 1.5))
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

/**
 * The nearest free place to `wanted` for a rectangle of this size. Searches growing squares around it, in
 * steps of size plus gap. `isTaken` is true for an occupied place. Returns `wanted` itself after 40
 * squares.
 */
export function freePlace(wanted: Rect, isTaken: (rect: Rect) => boolean, gap = packingGap): Point {
  const { x, y, width, height } = wanted
  for (let ring = 0; ring <= 40; ring += 1) {
    let best: Point | undefined
    let nearest = Infinity
    for (const [column, row] of ringOf(ring)) {
      const place = { x: x + column * (width + gap), y: y + row * (height + gap) }
      const distance = Math.hypot(place.x - x, place.y - y) + (row < 0 || column < 0 ? 1 : 0)
      if (distance < nearest && !isTaken({ ...place, width, height })) {
        best = place
        nearest = distance
      }
    }
    if (best) return best
  }
  return { x, y }
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
