import { noteSide } from '#shared/board/note.ts'
import { centreOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { Scene } from '../../model/scene.ts'

/** Between two notes, board units (taste; a note is 200). */
const gap = 24
const pitch = noteSide + gap

/** Centres for `count` new notes as one block, as near the middle of the view as it stands on nothing. */
export function blockOfSpots(scene: Pick<Scene, 'notesIn'>, view: Rect, count: number): readonly Point[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * 1.4)))
  const rows = Math.ceil(count / columns)
  const size = { width: columns * pitch - gap, height: rows * pitch - gap }
  const middle = centreOf(view)
  const corner = freeCorner(scene, { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size })
  return Array.from({ length: count }, (_, index) => ({
    x: corner.x + (index % columns) * pitch + noteSide / 2,
    y: corner.y + Math.floor(index / columns) * pitch + noteSide / 2,
  }))
}

/** Rings of this many steps are tried around the wished place; beyond them notes may cover each other. */
const mostRings = 40

function freeCorner(scene: Pick<Scene, 'notesIn'>, wished: Rect): Point {
  for (let ring = 0; ring <= mostRings; ring += 1) {
    for (const { x, y } of ringAround(ring)) {
      const place = { ...wished, x: wished.x + x * pitch, y: wished.y + y * pitch }
      if (scene.notesIn(place).length === 0) return place
    }
  }
  return wished
}

/** Steps at distance `ring`, below and to the right first: where one goes on writing. */
function ringAround(ring: number): readonly Point[] {
  if (ring === 0) return [{ x: 0, y: 0 }]
  const points: Point[] = []
  for (let y = ring; y >= -ring; y -= 1) {
    for (let x = ring; x >= -ring; x -= 1) {
      if (Math.max(Math.abs(x), Math.abs(y)) === ring) points.push({ x, y })
    }
  }
  return points.toSorted((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))
}
