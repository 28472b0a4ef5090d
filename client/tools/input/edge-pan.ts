import type { Point, Size } from '#shared/geometry/rect.ts'

/** A drag this close to the screen's edge pans the board, CSS pixels. */
const zone = 32

/** At the very edge, CSS pixels a frame: crosses a laptop's screen in about two seconds. */
const fastest = 12

/** How fast the board moves under the pointer; undefined away from the edges. */
export function edgeSpeed(at: Point, screen: Size): Point | undefined {
  const x = along(at.x, screen.width)
  const y = along(at.y, screen.height)
  return x === 0 && y === 0 ? undefined : { x, y }
}

function along(at: number, length: number): number {
  if (at < zone) return -fastest * Math.min(1, (zone - at) / zone)
  if (at > length - zone) return fastest * Math.min(1, (at - length + zone) / zone)
  return 0
}
