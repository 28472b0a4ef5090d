import { packingGap } from '#shared/geometry/sizes.ts'
import { inset, type Point, type Rect } from '#shared/geometry/rect.ts'

/** A way up or down counts as so much longer: screens are wide. */
const upright = 1.6
/** So many walls nearby are gone past; each more makes the corners between them many more. Not measured. */
const mostWalls = 12

/** The places beside the walls nearby and beside corners between them, nearest first. */
export function waysPast({ x, y, width, height }: Rect, walls: readonly Rect[]): readonly Point[] {
  const near = walls.toSorted(byDistance({ x, y })).slice(0, mostWalls)
  const columns = near.flatMap((wall) => [wall.x + wall.width + packingGap, wall.x - packingGap - width])
  const rows = near.flatMap((wall) => [wall.y + wall.height + packingGap, wall.y - packingGap - height])
  return [x, ...columns]
    .flatMap((left) =>
      [y, ...rows].map((top) => ({
        x: left,
        y: top,
        length: Math.abs(left - x) + upright * Math.abs(top - y),
      })),
    )
    .sort((a, b) => a.length - b.length)
}

export function withGap(rect: Rect): Rect {
  return inset(rect, 1 - packingGap)
}

/** A free place found in large steps, moved back towards the wish as far as it stays free. */
export function drawnTo(wish: Rect, found: Point, isTaken: (rect: Rect) => boolean): Point {
  let at = { x: found.x, y: found.y }
  for (const axis of ['x', 'y'] as const) {
    for (let step = (wish[axis] - at[axis]) / 2; Math.abs(step) >= 4; step /= 2) {
      const next = { ...at, [axis]: Math.round(at[axis] + step) }
      if (!isTaken({ ...wish, ...next })) at = next
    }
  }
  return at
}

/** Orders places by their distance from one; those as far away by their coordinates, on every screen alike. */
export function byDistance(from: Point): (a: Point, b: Point) => number {
  const far = ({ x, y }: Point) => Math.hypot(x - from.x, y - from.y)
  return (a, b) => far(a) - far(b) || a.x - b.x || a.y - b.y
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

export function isNear(a: Point, b: Point, reach: number): boolean {
  return Math.abs(a.x - b.x) <= reach && Math.abs(a.y - b.y) <= reach
}

/** The parts of a larger rectangle on each side of the one within it. */
export function stripsAround(within: Rect, large: Rect): readonly Rect[] {
  const [left, top] = [within.x - large.x, within.y - large.y]
  return [
    { ...large, width: left },
    { ...large, height: top },
    { ...large, x: within.x + within.width, width: large.width - within.width - left },
    { ...large, y: within.y + within.height, height: large.height - within.height - top },
  ].filter(({ width, height }) => width > 0 && height > 0)
}
