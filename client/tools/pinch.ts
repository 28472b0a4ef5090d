import type { Point } from '#shared/geometry/rect.ts'
import type { Camera } from '../model/view/camera.ts'

export type Fingers = readonly [Point, Point]

/** Two fingers move and scale the paper so that each stays on its spot of it. */
export function pinch(camera: Camera, before: Fingers, now: Fingers): void {
  const [from, to] = [spread(before), spread(now)]
  camera.panBy(to.middle.x - from.middle.x, to.middle.y - from.middle.y)
  camera.zoomAt(to.middle, (camera.state.get().zoom * to.distance) / from.distance)
}

function spread([a, b]: Fingers): { readonly middle: Point; readonly distance: number } {
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
  }
}
