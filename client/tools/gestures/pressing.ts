import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import { encloses, spanned, type Point, type Rect } from '#shared/geometry/rect.ts'
import { ToolName, type BoardModel } from '../../model/contract/board-model.ts'
import { roundShown } from '../../model/voting/voting.ts'
import type { ToolContext } from '../context.ts'
import { editHit, newNoteAt } from '../edit.ts'
import { areaAt, arrowSource, connect, isFreeBoard, newArea, newTextAt } from '../free.ts'
import { idle, type Gesture, type Pressing, type Linking, type Marquee } from '../gesture.ts'
import { openMenuAt } from '../open-menu.ts'
import { select, toggle } from '../selecting.ts'
import { castVote } from '../cast-vote.ts'
import { tellRefusal } from '../tell-refusal.ts'
import { threshold, type ToolEvent } from '../tool-event.ts'
import { hitAt } from '../hit.ts'
import { beginDrag } from './dragging.ts'

/** The button or finger is down and has not moved: it becomes a click, a drag, a marquee, a pan or a long press. */
export function onPressing(press: Pressing, event: ToolEvent, context: ToolContext): Gesture {
  switch (event.kind) {
    case 'move': {
      const moved = Math.hypot(event.at.x - press.at.x, event.at.y - press.at.y)
      return moved < threshold[press.device] ? press : begin(press, event, context)
    }
    case 'up':
      click(press, context)
      return idle
    case 'hold':
      return hold(press, context)
    case 'pinch':
      return { kind: 'pinching', fingers: event.fingers }
    case 'cancel':
      return idle
    case 'down':
    case 'double':
    case 'pinchEnd':
    case 'tick':
    case 'changed':
      return press
  }
}

function begin(press: Pressing, event: ToolEvent & { kind: 'move' }, context: ToolContext): Gesture {
  const { model } = context
  const { hit } = press
  const isOnThing = hit.kind === 'note' || hit.kind === 'handle' || hit.kind === 'dot'
  if (model.ui.tool.get() === ToolName.area && isFreeBoard(model)) {
    const from = model.camera.toBoard(press.at)
    return onMarquee({ kind: 'marquee', from, at: press.at, base: new Set(), isArea: true }, event, context)
  }
  if (model.ui.tool.get() === ToolName.arrow && hit.kind === 'note' && isFreeBoard(model))
    return onLinking({ kind: 'linking', from: hit.id }, event, context)
  if (isOnThing && mayWrite(model.role)) {
    if (!model.ui.selection.get().has(hit.id))
      select(model, press.mods.shift ? [...model.ui.selection.get(), hit.id] : [hit.id])
    const barrier = event.mods.alt ? model.barrierTo(Operation.addNote) : model.barrierToMove(hit.id)
    model.ui.clicked.set(null)
    if (barrier === undefined) return beginDrag(hit.id, press, event, context)
    model.explain(barrier)
    // A finger still moves the paper; a mouse would only be surprised by it.
    return press.device === 'touch' ? { kind: 'panning', last: press.at } : { kind: 'held' }
  }
  // A finger on empty paper moves the paper; a mouse draws a frame around notes.
  if (press.device === 'touch' || isOnThing) return { kind: 'panning', last: press.at }
  const base = press.mods.shift ? model.ui.selection.get() : new Set<string>()
  return onMarquee(
    { kind: 'marquee', from: model.camera.toBoard(press.at), at: press.at, base },
    event,
    context,
  )
}

function click({ hit, mods, device, at, wasAlone }: Pressing, context: ToolContext): void {
  const { model } = context
  if (model.ui.tool.get() === ToolName.note && mayWrite(model.role)) {
    newNoteAt(model, model.camera.toBoard(at), hit.kind === 'field' ? hit.id : null)
    return
  }
  if (model.ui.tool.get() === ToolName.text) return newTextAt(model, model.camera.toBoard(at))
  if (model.ui.tool.get() === ToolName.area && isFreeBoard(model))
    return newArea(model, areaAt(model.camera.toBoard(at)))
  if (model.ui.tool.get() === ToolName.arrow && 'id' in hit) return clickWithArrow(model, hit.id)
  if (hit.kind === 'nothing') {
    if (!mods.shift) select(model, [])
    return
  }
  if (hit.kind === 'dot') {
    const round = roundShown(model)
    if (round) tellRefusal(model, castVote(model.voting, { round: round.id, option: hit.id }, hit.action))
    return
  }
  if (mods.shift || mods.command) toggle(model, hit.id)
  else {
    select(model, [hit.id])
    model.ui.clicked.set(model.ui.selection.get())
    // A second tap writes: a phone has no double click that is easy to make.
    if (device === 'touch' && wasAlone && mayWrite(model.role)) editHit(model, hit.id)
  }
}

/** The first click chooses the note at which the arrow begins, the second one its end. */
function clickWithArrow(model: BoardModel, id: string): void {
  const from = arrowSource(model)
  if (from === undefined || from === id) return select(model, [id])
  connect(model, from, id)
  model.ui.tool.set(ToolName.select)
}

/** On something: adds it to the selection, whose bar has what can be done with it. On paper: the menu of what can be done there. */
function hold({ hit, at }: Pressing, { model }: ToolContext): Gesture {
  if (hit.kind === 'nothing' || hit.kind === 'field') openMenuAt(model, at, hit)
  else if (mayWrite(model.role)) toggle(model, hit.id)
  return { kind: 'held' }
}

/** An arrow is drawn from a note: it leads to the thing under the pointer at the release. */
export function onLinking(linking: Linking, event: ToolEvent, context: ToolContext): Gesture {
  const { model, sketch, overlay } = context
  switch (event.kind) {
    case 'move': {
      const point = model.camera.toBoard(event.at)
      const target = thingAt(context, point)
      const rect = target === linking.from ? undefined : rectOf(model, target)
      overlay.hint(rect ?? null)
      sketch(linking.from, rect ?? { ...point, width: 0, height: 0 })
      return linking
    }
    case 'up': {
      end(context)
      const target = thingAt(context, model.camera.toBoard(event.at))
      if (target === undefined || target === linking.from) return idle
      connect(model, linking.from, target)
      model.ui.tool.set(ToolName.select)
      return idle
    }
    case 'pinch':
    case 'cancel':
      end(context)
      return event.kind === 'pinch' ? { kind: 'pinching', fingers: event.fingers } : idle
    case 'down':
    case 'double':
    case 'hold':
    case 'pinchEnd':
    case 'tick':
    case 'changed':
      return linking
  }
}

function end({ sketch, overlay }: ToolContext): void {
  sketch(null)
  overlay.hint(null)
}

function thingAt({ model, shown }: ToolContext, point: Point): string | undefined {
  const hit = hitAt(model.scene, shown(), point, model.camera.state.get().zoom)
  return 'id' in hit ? hit.id : undefined
}

function rectOf({ scene }: BoardModel, id = ''): Rect | undefined {
  return scene.notes.get(id)?.rect ?? scene.clusters.get(id)?.rect
}

/** A frame drawn on the paper selects every note it touches, and every collapsed cluster. With the tool for areas it is one. */
export function onMarquee(marquee: Marquee, event: ToolEvent, context: ToolContext): Gesture {
  const { model, overlay } = context
  switch (event.kind) {
    case 'move':
    case 'tick':
    case 'changed': {
      const at = event.kind === 'move' ? event.at : marquee.at
      const frame = spanned(marquee.from, model.camera.toBoard(at))
      overlay.marquee(frame)
      if (marquee.isArea) return { ...marquee, at }
      const inside = model.scene.notesIn(frame).map(({ id }) => id)
      for (const cluster of model.scene.clustersIn(frame)) {
        if (cluster.isCollapsed) inside.push(cluster.id)
      }
      select(model, [...marquee.base, ...inside])
      return { ...marquee, at }
    }
    case 'up':
      overlay.marquee(null)
      if (marquee.isArea) newArea(model, spanned(marquee.from, model.camera.toBoard(event.at)))
      else wholeClusters(marquee, event, context)
      return idle
    case 'pinch':
      overlay.marquee(null)
      return { kind: 'pinching', fingers: event.fingers }
    case 'cancel':
      overlay.marquee(null)
      if (!marquee.isArea) select(model, [...marquee.base])
      return idle
    case 'down':
    case 'double':
    case 'hold':
    case 'pinchEnd':
      return marquee
  }
}

/** A frame around exactly one whole field means the cluster, not its notes. */
function wholeClusters(marquee: Marquee, event: ToolEvent & { kind: 'up' }, { model }: ToolContext): void {
  const frame = spanned(marquee.from, model.camera.toBoard(event.at))
  const inside = model.scene.notesIn(frame)
  const whole = model.scene
    .clustersIn(frame)
    .filter(({ rect, isCollapsed }) => !isCollapsed && encloses(frame, rect))
  const [only] = whole
  if (whole.length !== 1 || !only || marquee.base.size > 0) return
  if (inside.every(({ cluster }) => cluster === only.id)) select(model, [only.id])
}
