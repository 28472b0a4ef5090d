import { noteSide } from '#shared/geometry/note-side.ts'
import { boundsOf, centreOf, contains, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { Camera } from './camera.ts'
import type { Scene } from '../document/scene.ts'

/** Between two notes, board units; a note is 200. Not measured. */
const gap = 24
const pitch = noteSide + gap

/** Centres for `count` new notes as one block, as near the middle of the view as it stands on nothing. */
export function blockOfSpots(scene: Pick<Scene, 'notesIn'>, view: Rect, count: number): readonly Point[] {
  const columns = Math.max(1, Math.min(count, Math.ceil(Math.sqrt(count * 1.4))))
  const rows = Math.ceil(count / columns)
  const size = { width: columns * pitch - gap, height: rows * pitch - gap }
  const middle = centreOf(view)
  const corner = freeCorner(scene, { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size })
  return Array.from({ length: count }, (_, index) => ({
    x: corner.x + (index % columns) * pitch + noteSide / 2,
    y: corner.y + Math.floor(index / columns) * pitch + noteSide / 2,
  }))
}

/** The new notes may stand beside a full view: then the view goes there. */
export function showSpots(camera: Camera, spots: readonly Point[]): void {
  const half = noteSide / 2
  const block = boundsOf(
    spots.map(({ x, y }) => ({ x: x - half, y: y - half, width: noteSide, height: noteSide })),
  )
  // A board that was never on this screen has no view to be moved.
  if (!block || camera.screen.get().width <= 1) return
  const view = camera.view()
  const isSeen =
    contains(view, block) && contains(view, { x: block.x + block.width, y: block.y + block.height })
  if (!isSeen) camera.fit(block, { glide: true, maxZoom: camera.state.get().zoom })
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
