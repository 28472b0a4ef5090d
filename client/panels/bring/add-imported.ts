import { coordinateLimit } from '#shared/board/limits.ts'
import { arranged } from '#shared/imports/arranged.ts'
import type { Imported } from '#shared/imports/imported.ts'
import { fieldMargin, headingHeight } from '#shared/geometry/field.ts'
import { boundsOf, centreOf, type Point, type Rect, type Size } from '#shared/geometry/rect.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** Between what is there and what comes: as between the things of one screen and of the next. Not measured. */
const gap = 200

/** Adds the notes as one step of undo and shows them; while notes are private, they come to the person's desk. */
export function addImported(model: BoardModel, imported: Imported): void {
  const barrier = model.barrierTo(Operation.addNote)
  if (barrier === Barrier.boardLocked) return model.explain(barrier)
  const { notes, clusters } = arranged(imported)
  const bounds = boundsOf(notes.map(({ x, y }) => ({ x, y, width: noteSide, height: noteSide })))
  if (!bounds) return
  const corner = freeCorner(model.scene.bounds(), bounds, centreOf(model.camera.view()))
  const added = model.commands.paste({ notes, clusters }, centreOf({ ...corner, ...sizeOf(bounds) }))
  if (added.length === 0) return
  model.ui.selection.set(new Set(added))
  // A board that was never on this screen has no view to be moved.
  if (!model.camera.shownView()) return
  const { width, height } = bounds
  const [beside, above] = [fieldMargin, fieldMargin + headingHeight]
  const whole = {
    x: corner.x - beside,
    y: corner.y - above,
    width: width + 2 * beside,
    height: height + above + beside,
  }
  model.camera.fit(whole, { glide: true, isAll: true, maxZoom: model.camera.state.get().zoom })
}

/** To the right of everything, or below it where the board ends; in the middle of the screen on an empty board. */
function freeCorner(there: Rect | undefined, coming: Rect, middle: Point): Point {
  const { width, height } = coming
  const wished = there
    ? [
        { x: there.x + there.width + gap, y: there.y },
        { x: there.x, y: there.y + there.height + gap },
        { x: there.x - width - gap, y: there.y },
      ]
    : [{ x: middle.x - width / 2, y: middle.y - height / 2 }]
  const fits = ({ x, y }: Point) =>
    Math.min(x, y) >= -coordinateLimit && x + width <= coordinateLimit && y + height <= coordinateLimit
  return wished.find(fits) ?? { x: -width / 2, y: -height / 2 }
}

function sizeOf({ width, height }: Rect): Size {
  return { width, height }
}
