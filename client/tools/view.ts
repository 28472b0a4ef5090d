import { boundsOf, intersects, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Camera } from '../model/view/camera.ts'

/** CSS pixels kept free around what is brought into view: bars and rails stand to the left and below. */
const margins = { left: 72, top: 16, right: 16, bottom: 72 }

/** Pans no further than needed for the rectangle to be seen. */
export function bringIntoView({ camera }: BoardModel, rect: Rect): void {
  const { zoom } = camera.state.get()
  const { width, height } = camera.screen.get()
  const { x, y } = camera.toScreen(rect)
  const dx = inward(x, rect.width * zoom, width, margins.left, margins.right)
  const dy = inward(y, rect.height * zoom, height, margins.top, margins.bottom)
  const shown = { x: x + dx, y: y + dy, width: rect.width * zoom, height: rect.height * zoom }
  const out = outOfCorner(shown, camera)
  if (dx + out.x !== 0 || dy + out.y !== 0) camera.panBy(dx + out.x, dy + out.y)
}

/** The shorter way from under the map, on a screen that has the room. */
function outOfCorner(shown: Rect, { screen, corner }: Camera): Point {
  const { width, height } = screen.get()
  const left = width - corner.get().width
  const top = height - corner.get().height
  const isUnder = intersects(shown, { x: left, y: top, ...corner.get() })
  const x = left - shown.x - shown.width
  const y = top - shown.y - shown.height
  if (!isUnder || (shown.width > left && shown.height > top)) return { x: 0, y: 0 }
  return shown.width <= left && (-x <= -y || shown.height > top) ? { x, y: 0 } : { x: 0, y }
}

function inward(start: number, length: number, room: number, before: number, after: number): number {
  const most = Math.max(0, (room - length) / 2)
  const [first, last] = [Math.min(before, most), room - Math.min(after, most)]
  if (start < first) return first - start
  return start + length > last ? last - start - length : 0
}

export function fitAll({ scene, camera }: Pick<BoardModel, 'scene' | 'camera'>): void {
  const bounds = scene.bounds()
  if (bounds) camera.fit(bounds, { isAll: true })
}

export function fitSelection(model: BoardModel): void {
  const { scene, ui, camera } = model
  const rects = [...ui.selection.get()].map((id) => scene.notes.get(id)?.rect ?? scene.clusters.get(id)?.rect)
  const bounds = boundsOf(rects.filter((rect) => rect !== undefined))
  if (bounds) camera.fit(bounds)
}

/** 100 %, around the middle of the screen. */
export function fullSize({ camera }: Pick<BoardModel, 'camera'>): void {
  zoomBy(camera, 1 / camera.state.get().zoom)
}

/** One press of a button: the same as two notches of a wheel. Not measured. */
export const zoomStep = 1.25

/** Around a point of the screen; its middle, unless another is named. */
export function zoomBy(camera: Camera, factor: number, at: Point = middleOf(camera)): void {
  camera.zoomAt(at, camera.state.get().zoom * factor)
}

function middleOf({ screen }: Camera): Point {
  const { width, height } = screen.get()
  return { x: width / 2, y: height / 2 }
}
