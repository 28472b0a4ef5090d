import { boundsOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Hit } from './hit.ts'
import { select } from './selecting.ts'

/** CSS pixels: a menu called by key stays so far inside the canvas, whatever of the selection is out of sight. */
const edge = 24

/** The menu of what is under the hand; pressed on something that is not selected, on that alone. */
export function openMenuAt(model: BoardModel, at: Point, hit: Hit): void {
  const isOnPaper = hit.kind === 'nothing'
  if (!isOnPaper && !model.ui.selection.get().has(hit.id)) select(model, [hit.id])
  model.ui.menu.set({
    at,
    spot: hit.kind === 'note' || hit.kind === 'dot' ? null : model.camera.toBoard(at),
    cluster: hit.kind === 'field' ? hit.id : null,
    isAboutSelection: !isOnPaper,
    isByKey: false,
  })
}

/** The menu of what is selected, or of the paper, for the keyboard. */
export function openMenuByKey(model: BoardModel): void {
  const { camera, scene, ui } = model
  const rects = [...ui.selection.get()].map((id) => scene.notes.get(id)?.rect ?? scene.clusters.get(id)?.rect)
  const bounds = boundsOf(rects.filter((rect) => rect !== undefined))
  ui.menu.set({
    at: bounds ? besideIt(model, bounds) : middleOf(camera.screen.get()),
    spot: null,
    cluster: null,
    isAboutSelection: bounds !== undefined,
    isByKey: true,
  })
}

function besideIt({ camera }: BoardModel, rect: Rect): Point {
  const { width, height } = camera.screen.get()
  const corner = camera.toScreen(rect)
  const { zoom } = camera.state.get()
  return {
    x: Math.min(Math.max(corner.x + rect.width * zoom, edge), width - edge),
    y: Math.min(Math.max(corner.y, edge), height - edge),
  }
}

function middleOf({ width, height }: { readonly width: number; readonly height: number }): Point {
  return { x: width / 2, y: height / 2 }
}
