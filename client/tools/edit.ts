import { noteSide, packingGap } from '#shared/geometry/sizes.ts'
import { centreOf, inset, intersects, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import { ToolName, type BoardModel } from '../model/contract/board-model.ts'
import { writingIn } from '../model/commands/board-ui.ts'
import { select } from './selecting.ts'
import { bringIntoView } from './view.ts'

/** Begins to write in a note, or in a cluster's title. */
export function editHit(model: BoardModel, id: string): void {
  const { clicked, editing } = model.ui
  if (isBarred(model, writingIn(model.scene, id), id)) return
  select(model, [id])
  clicked.set(null)
  // Once more for whoever writes there already: the keyboard has strayed from the field, and comes back.
  if (editing.get() === id) editing.notify(id)
  else editing.set(id)
  comeNearTo(model, id)
}

/** Nobody reads what they write from further away. On a phone a note at full size takes half of the width. */
const writingZoom = 0.6
const writingZoomOnPhones = 1
/** CSS pixels. */
const phoneWidth = 640

function comeNearTo({ scene, camera }: BoardModel, id: string): void {
  const rect = scene.notes.get(id)?.rect
  const near = camera.screen.get().width <= phoneWidth ? writingZoomOnPhones : writingZoom
  if (rect && camera.state.get().zoom < near) camera.comeNear(rect, near)
}

/** A view that is coming near will show it anyway. */
function show(model: BoardModel, rect: Rect | undefined): void {
  if (rect && !model.camera.isGliding()) bringIntoView(model, rect)
}

/** Shows the photo of a note large; viewers may do that too. */
export function lookAtPhoto({ scene, ui }: BoardModel, id: string): boolean {
  if (!scene.notes.get(id)?.photo) return false
  ui.viewing.set(id)
  return true
}

/** A new note, selected and ready to be written in. */
export function newNoteAt(model: BoardModel, at: Point, cluster: string | null = null): void {
  if (isForDesk(model) || isBarred(model, Operation.addNote)) return
  const id = model.commands.addNote(at, cluster === null ? {} : { cluster })
  if (id === '') return
  model.ui.tool.set(ToolName.select)
  editHit(model, id)
  show(model, model.scene.notes.get(id)?.rect)
}

/** The tool of new notes: beside the selected note if there is one, else in the middle of the screen, where no other note is. */
export function newNote(model: BoardModel): void {
  if (isForDesk(model) || isBarred(model, Operation.addNote)) return
  const [selected] = model.ui.selection.get()
  const beside = model.scene.notes.get(selected ?? '')
  if (beside) return newNoteBeside(model, beside.id, 'right')
  const view = model.camera.view()
  newNoteAt(model, freeCentre(model, centreOf(view), 'right', model.scene.clustersIn(view)))
}

/** Tab: on to the note that stands to the right already, or to a new one there. */
export function writeOn(model: BoardModel, id: string): void {
  const from = model.scene.notes.get(id)
  const spot = from && inset(squareAround(centreBeside(from.rect, 'right')), 4)
  const there = spot && model.scene.notesIn(spot).findLast(({ rect }) => intersects(rect, spot))
  if (!there || model.barrierTo(Operation.writeNote, there.id)) return newNoteBeside(model, id, 'right')
  editHit(model, there.id)
  show(model, there.rect)
}

/** A new note like this one, to the right or below, where none is. */
export function newNoteBeside(model: BoardModel, id: string, side: 'right' | 'below'): void {
  const from = model.scene.notes.get(id)
  if (!from || isForDesk(model) || isBarred(model, Operation.addNote)) return
  const added = model.commands.addNote(freeCentre(model, centreBeside(from.rect, side), side), {
    tint: from.tint,
    cluster: from.cluster,
  })
  if (added === '') return
  editHit(model, added)
  show(model, model.scene.notes.get(added)?.rect)
}

/** Explains why a locked note, or another person's, cannot be edited. */
function isBarred(model: BoardModel, operation: Operation, id?: string): boolean {
  const barrier = model.barrierTo(operation, id)
  if (barrier !== undefined && barrier !== Barrier.role) model.explain(barrier)
  return barrier !== undefined
}

/** While writing is private the new note is a draft: this person's desk opens for it. */
function isForDesk({ desk, ui, may }: BoardModel): boolean {
  if (!desk.takesNotes.get() || !may(Operation.keepDesk)) return false
  ui.editing.set(null)
  ui.tool.set(ToolName.select)
  desk.begin()
  return true
}

function centreBeside({ x, y, width, height }: Rect, side: 'right' | 'below'): Point {
  if (side === 'right') return { x: x + width + packingGap + noteSide / 2, y: y + noteSide / 2 }
  return { x: x + width / 2, y: y + height + packingGap + noteSide / 2 }
}

function squareAround({ x, y }: Point): Rect {
  return { x: x - noteSide / 2, y: y - noteSide / 2, width: noteSide, height: noteSide }
}

/** The first place along the row or column where no note is, and none of these groups. */
function freeCentre(
  { scene }: BoardModel,
  wanted: Point,
  side: 'right' | 'below',
  groups: readonly { readonly rect: Rect }[] = [],
): Point {
  let { x, y } = wanted
  for (let tries = 0; tries < 500; tries += 1) {
    const square = squareAround({ x, y })
    const inner = inset(square, 4)
    if (![...scene.notesIn(square), ...groups].some(({ rect }) => intersects(rect, inner))) break
    if (side === 'right') x += noteSide + packingGap
    else y += noteSide + packingGap
  }
  return { x, y }
}
