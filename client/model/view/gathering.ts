import { boundsOf, centreOf, inset, type Rect } from '#shared/geometry/rect.ts'
import type { Camera } from './camera.ts'
import type { Scene } from '../document/scene.ts'

/** Around everything on the board, board units. Not measured. */
const margin = 64

/** A few notes are not shown larger than a laptop's screen shows them at 100 %. */
const least = { width: 1_200, height: 750 }

/** The view to bring everyone to: the view of this screen, or the whole board where this screen shows a list. */
export function viewToBring({
  camera,
  scene,
}: {
  readonly camera: Pick<Camera, 'shownView'>
  readonly scene: Pick<Scene, 'bounds'>
}): Rect | undefined {
  const shown = camera.shownView()
  if (shown) return shown
  const bounds = scene.bounds()
  if (!bounds) return undefined
  const { x, y } = centreOf(bounds)
  const page = { x: x - least.width / 2, y: y - least.height / 2, ...least }
  return boundsOf([inset(bounds, -margin), page])
}
