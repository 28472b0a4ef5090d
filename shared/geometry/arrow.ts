import { boundsOf, type Point, type Rect } from './rect.ts'

/** An arrow from one thing to another: a curve, and the two strokes of its head. */
export interface ArrowShape {
  readonly start: Point
  /** The points that bend the curve. */
  readonly bends: readonly [Point, Point]
  readonly end: Point
  readonly head: readonly [Point, Point]
  readonly bounds: Rect
}

/** Board units. Taste, after the mock-up. */
const room = 5
const headLength = 15
const headWidth = 8
const leastBend = 24

/** It leaves and meets the sides that face each other. Undefined for things that lie on one another. */
export function arrowBetween(from: Rect, to: Rect): ArrowShape | undefined {
  const right = to.x - from.x - from.width
  const left = from.x - to.x - to.width
  const down = to.y - from.y - from.height
  const up = from.y - to.y - to.height
  const widest = Math.max(right, left, down, up)
  if (widest < 2 * room) return undefined
  const along: Point =
    widest === right
      ? { x: 1, y: 0 }
      : widest === left
        ? { x: -1, y: 0 }
        : widest === down
          ? { x: 0, y: 1 }
          : { x: 0, y: -1 }
  const start = sideOf(from, along, room)
  const end = sideOf(to, { x: -along.x, y: -along.y }, room)
  const bend = Math.max(leastBend, widest / 2)
  const back = { x: end.x - along.x * headLength, y: end.y - along.y * headLength }
  const head = [
    { x: back.x + along.y * headWidth, y: back.y + along.x * headWidth },
    { x: back.x - along.y * headWidth, y: back.y - along.x * headWidth },
  ] as const
  const bends = [moved(start, along, bend), moved(end, along, -bend)] as const
  const bounds = boundsOf([start, end, ...bends, ...head].map(({ x, y }) => ({ x, y, width: 0, height: 0 })))
  return { start, bends, end, head, bounds: bounds ?? from }
}

function sideOf({ x, y, width, height }: Rect, { x: dx, y: dy }: Point, gap: number): Point {
  return {
    x: x + (width / 2) * (1 + dx) + dx * gap,
    y: y + (height / 2) * (1 + dy) + dy * gap,
  }
}

function moved({ x, y }: Point, along: Point, by: number): Point {
  return { x: x + along.x * by, y: y + along.y * by }
}
