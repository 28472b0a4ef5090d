import { noteSide } from '#shared/geometry/sizes.ts'
import { boundsOf, centreOf, contains, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { Camera } from './camera.ts'
import type { Scene } from '../document/scene.ts'

/** Between two notes, board units; a note is 200. Not measured. */
const gap = 24
const pitch = noteSide + gap

/** Centres for `count` new notes as one block, as near the middle of the view as it stands on nothing. */
export function blockOfSpots(
  scene: Pick<Scene, 'notesIn' | 'clustersIn'>,
  view: Rect,
  count: number,
): readonly Point[] {
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

function freeCorner(scene: Pick<Scene, 'notesIn' | 'clustersIn'>, wished: Rect): Point {
  const isTaken = takenSteps(scene, wished)
  for (let ring = 0; ring <= mostRings; ring += 1) {
    for (const step of ringAround(ring)) {
      if (!isTaken(step)) return { x: wished.x + step.x * pitch, y: wished.y + step.y * pitch }
    }
  }
  return wished
}

/**
 * Tells at which steps from the wished place the block would lie on notes or groups. Each takes a rectangle of steps;
 * they are read once. Asking the scene at every step took two seconds for a block of 2,000 among 10,000 notes.
 */
function takenSteps(scene: Pick<Scene, 'notesIn' | 'clustersIn'>, wished: Rect): (step: Point) => boolean {
  const reach = mostRings * pitch
  const around = {
    x: wished.x - reach,
    y: wished.y - reach,
    width: wished.width + 2 * reach,
    height: wished.height + 2 * reach,
  }
  const side = 2 * mostRings + 1
  const taken = new Uint8Array(side * side)
  for (const { rect } of [...scene.notesIn(around), ...scene.clustersIn(around)]) {
    const columns = stepsTaken(rect.x - wished.x, rect.width, wished.width)
    const rows = stepsTaken(rect.y - wished.y, rect.height, wished.height)
    for (let row = rows.first; row <= rows.last; row += 1)
      taken.fill(1, row * side + columns.first, row * side + columns.last + 1)
  }
  return ({ x, y }) => taken[(y + mostRings) * side + x + mostRings] === 1
}

/** In one direction: the steps, counted from the outermost, at which a block of this length meets the note. */
function stepsTaken(
  at: number,
  length: number,
  block: number,
): { readonly first: number; readonly last: number } {
  return {
    first: Math.max(0, Math.floor((at - block) / pitch) + 1 + mostRings),
    last: Math.min(2 * mostRings, Math.ceil((at + length) / pitch) - 1 + mostRings),
  }
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
