import { boundsOf, centreOf, contains, inset, movedBy, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Joining, ToolContext } from '../context.ts'
import { idle, type Dragging, type DropTarget, type Gesture, type Pressing } from '../gesture.ts'
import { snap } from '../guides.ts'
import { movable, notesMoving, select } from '../selecting.ts'
import type { ToolEvent } from '../tool-event.ts'
import { bringIntoView } from '../view.ts'

/** So close to another's edge or middle a note is drawn to it, CSS pixels. */
const snapDistance = 6

/**
 * So long a cluster is held over another before the drop merges them: it is often carried past others, and mixing them up by
 * accident costs more. A note dropped on a note makes a group at once.
 */
const mergeDwellMs = 700

/** The middle of a note begins this far from its edges, board units. */
const middleInset = 50

/** Nothing beyond this many neighbours is looked at for guides; a screen full of legible notes has fewer. */
const mostNeighbours = 300

export function beginDrag(
  grabbed: string,
  press: Pressing,
  event: ToolEvent & { kind: 'move' },
  context: ToolContext,
): Gesture {
  const { model } = context
  const selection = model.ui.selection.get()
  // Locked notes stay, and another person's where people move only their own; they can still be copied.
  const ids = event.mods.alt ? selection : new Set(movable(model, selection))
  // Others see the selection move with the pointer.
  if (ids.size < selection.size) select(model, ids)
  const moving = notesMoving(model, ids)
  const fields = new Map<string, Rect>()
  for (const { cluster } of moving) {
    const field = model.scene.clusters.get(cluster ?? '')
    if (field) fields.set(field.id, field.rect)
  }
  const begun: Dragging = {
    kind: 'dragging',
    from: model.camera.toBoard(press.at),
    at: event.at,
    mods: event.mods,
    grabbed,
    ids,
    origins: new Map(moving.map((note) => [note.id, note.rect])),
    fields,
    by: { x: 0, y: 0 },
    near: null,
    isCopy: event.mods.alt,
    target: null,
  }
  context.lift(lifted(begun), begun.isCopy)
  return follow(begun, event, context)
}

/** Selected notes and clusters follow the pointer exactly; the document hears of it at the drop. */
export function onDragging(drag: Dragging, event: ToolEvent, context: ToolContext): Gesture {
  switch (event.kind) {
    case 'move':
      return follow(drag, event, context)
    case 'tick':
      return follow(drag, { at: drag.at, mods: drag.mods }, context)
    case 'changed':
      return withoutTheGone(drag, context)
    case 'up':
      return drop(follow(drag, event, context), context)
    case 'pinch':
    case 'cancel':
      end(drag, context)
      return event.kind === 'pinch' ? { kind: 'pinching', fingers: event.fingers } : idle
    case 'down':
    case 'double':
    case 'hold':
    case 'pinchEnd':
      return drag
  }
}

function follow(drag: Dragging, { at, mods }: Pick<Dragging, 'at' | 'mods'>, context: ToolContext): Dragging {
  const { model, overlay } = context
  const point = model.camera.toBoard(at)
  const wanted = { x: point.x - drag.from.x, y: point.y - drag.from.y }
  const near = nearby(drag, context)
  const { by, guides } = mods.command
    ? { by: wanted, guides: [] }
    : snapped(drag, near.rects, wanted, context)
  const target = targetAt(drag, point, by, context)
  overlay.guides(target === null || target.kind === 'cluster' ? guides : [])
  overlay.hint(hintOf(target, context), target ? joiningOf[target.kind] : undefined)
  const isCopy = mods.alt && mayCopy(drag, context)
  if (isCopy !== drag.isCopy) context.lift(lifted(drag), isCopy)
  context.moveLifted(by)
  model.presence.pointTo(point, isCopy ? null : { dx: by.x, dy: by.y })
  return { ...drag, at, mods, by, near, target, isCopy }
}

/** Where no note may be added the hand goes on moving what it holds; once Alt is pressed it hears why. */
function mayCopy({ mods }: Dragging, { model }: ToolContext): boolean {
  const barrier = model.barrierTo(Operation.addNote)
  if (barrier && !mods.alt) model.explain(barrier)
  return barrier === undefined
}

function snapped(drag: Dragging, near: readonly Rect[], by: Point, { model }: ToolContext) {
  const moving = boundsOf(drag.origins.values())
  return moving ? snap(moving, by, near, snapDistance / model.camera.state.get().zoom) : { by, guides: [] }
}

/** The notes on the screen that do not move; collected once for as long as neither board nor view changes. */
function nearby(drag: Dragging, { model }: ToolContext): NonNullable<Dragging['near']> {
  const camera = model.camera.state.get()
  if (drag.near?.camera === camera) return drag.near
  const notes = model.scene.notesIn(model.camera.view())
  const still = notes.length > mostNeighbours ? [] : notes.filter(({ id }) => !drag.origins.has(id))
  return { camera, rects: still.map(({ rect }) => rect) }
}

function targetAt(drag: Dragging, point: Point, by: Point, context: ToolContext): DropTarget | null {
  const { model } = context
  const origin = drag.origins.get(drag.grabbed)
  const isWhole = [...drag.ids].some((id) => model.scene.clusters.has(id))
  if (isWhole) return drag.ids.size === 1 ? mergeAt(drag, point, context) : null
  if (!origin) return null
  if (!model.may(Operation.gatherNote, drag.grabbed)) return null
  const centre = centreOf(movedBy(origin, by.x, by.y))
  const spot = { x: centre.x, y: centre.y, width: 1e-6, height: 1e-6 }
  const card = model.scene.clustersIn(spot).findLast(({ isCollapsed }) => isCollapsed)
  if (card) return model.may(Operation.gatherNote, card.id) ? { kind: 'cluster', id: card.id } : null
  const own = model.scene.notes.get(drag.grabbed)?.cluster ?? null
  const under = model.scene.notesIn(spot).findLast(({ id }) => !drag.origins.has(id))
  const isMiddle = under?.cluster === null && contains(inset(under.rect, middleInset), centre)
  if (isMiddle && model.may(Operation.gatherNote, under.id)) return { kind: 'note', id: under.id }
  const field = model.scene
    .clustersIn(spot)
    .findLast(({ id, members }) => id !== own && !members.every((member) => drag.origins.has(member)))
  return field && model.may(Operation.gatherNote, field.id) ? { kind: 'cluster', id: field.id } : null
}

/** A cluster taken by its heading or card, held over another. */
function mergeAt(drag: Dragging, point: Point, { model, now }: ToolContext): DropTarget | null {
  const { scene, may, mayDisband } = model
  const spot = { ...point, width: 1e-6, height: 1e-6 }
  const over = scene.clustersIn(spot).findLast(({ id }) => id !== drag.grabbed)
  if (!over || !may(Operation.gatherNote, over.id) || !may(Operation.changeCluster, over.id)) return null
  if (!mayDisband(drag.grabbed)) return null
  const { target } = drag
  const since = target?.kind === 'merge' && target.id === over.id ? target.since : now()
  return { kind: 'merge', id: over.id, since, isReady: now() - since >= mergeDwellMs }
}

const joiningOf = { note: 'group', cluster: 'add', merge: 'merge' } as const satisfies Record<
  DropTarget['kind'],
  Joining
>

function hintOf(target: DropTarget | null, { model }: ToolContext): Rect | null {
  if (target === null) return null
  if (target.kind === 'cluster') return model.scene.clusters.get(target.id)?.rect ?? null
  if (target.kind === 'merge' && !target.isReady) return null
  const joined = model.scene.notes.get(target.id) ?? model.scene.clusters.get(target.id)
  return joined ? inset(joined.rect, -8) : null
}

function drop(drag: Dragging, context: ToolContext): Gesture {
  const { model } = context
  const { commands } = model
  const by = { x: Math.round(drag.by.x), y: Math.round(drag.by.y) }
  const moves = [...drag.origins].map(([id, { x, y }]) => ({ id, x: x + by.x, y: y + by.y }))
  if (drag.isCopy) select(model, commands.duplicate([...drag.ids], by))
  else if (drag.target?.kind === 'note') {
    const cluster = commands.dropOnNote([...drag.origins.keys()], drag.target.id)
    // Another person has just taken the note below.
    if (cluster === undefined) commands.moveNotes(moves)
    // Among many notes there may be room for both only further away.
    const field = model.scene.clusters.get(cluster ?? '')?.rect
    if (field) bringIntoView(model, field)
  } else if (drag.target?.kind === 'merge' && drag.target.isReady) {
    commands.mergeClusters(drag.target.id, drag.grabbed)
    select(model, [drag.target.id])
  } else if (drag.target?.kind === 'cluster') commands.moveNotes(moves, drag.target.id)
  else {
    const leaving = new Set(leavers(drag, by, context))
    commands.moveNotes(moves.map((move) => (leaving.has(move.id) ? { ...move, cluster: null } : move)))
  }
  end(drag, context)
  return idle
}

/** Notes whose middle is now outside the field they were in, unless the whole cluster moved. */
function leavers(drag: Dragging, by: Point, { model }: ToolContext): readonly string[] {
  return [...drag.origins].flatMap(([id, rect]) => {
    const cluster = model.scene.clusters.get(model.scene.notes.get(id)?.cluster ?? '')
    const field = cluster && drag.fields.get(cluster.id)
    if (!cluster || !field || cluster.members.every((member) => drag.origins.has(member))) return []
    return contains(field, centreOf(movedBy(rect, by.x, by.y))) ? [] : [id]
  })
}

/** Somebody deleted a note that is being dragged: it is gone from the hand too, and the rest goes on. */
function withoutTheGone(drag: Dragging, context: ToolContext): Gesture {
  const { scene } = context.model
  const origins = new Map([...drag.origins].filter(([id]) => scene.notes.has(id)))
  if (origins.size === drag.origins.size) return { ...drag, near: null }
  if (origins.size === 0) {
    end(drag, context)
    return idle
  }
  const ids = new Set([...drag.ids].filter((id) => scene.notes.has(id) || scene.clusters.has(id)))
  const left = { ...drag, origins, ids }
  context.lift(lifted(left), left.isCopy)
  context.moveLifted(left.by)
  return left
}

function lifted(drag: Dragging): ReadonlySet<string> {
  return new Set([...drag.ids, ...drag.origins.keys()])
}

function end({ at }: Dragging, { model, overlay, drop }: ToolContext): void {
  overlay.guides([])
  overlay.hint(null)
  drop()
  // After the document has been changed, so that on other screens the note does not jump back first.
  model.presence.pointTo(model.camera.toBoard(at), null)
}
