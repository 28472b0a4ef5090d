import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import { ToolName } from '../../model/contract/board-model.ts'
import type { ToolContext } from '../context.ts'
import { editHit, lookAtPhoto, newNoteAt } from '../edit.ts'
import { idle, type Gesture } from '../gesture.ts'
import { onDragging } from '../gestures/dragging.ts'
import { onPanning, onPinching } from '../gestures/panning.ts'
import { onPressing, onLinking, onMarquee } from '../gestures/pressing.ts'
import { hitAt } from '../hit.ts'
import type { ToolEvent } from '../tool-event.ts'

/** The state machine of gestures: takes events and keeps the gesture under way. */
export interface Tools {
  readonly send: (event: ToolEvent) => void
  readonly gesture: () => Gesture
}

export function createTools(
  context: ToolContext,
  onGesture: (gesture: Gesture) => void = () => undefined,
): Tools {
  let gesture: Gesture = idle
  return {
    gesture: () => gesture,
    send: (event) => {
      const next = after(gesture, event, context)
      const isOther = next.kind !== gesture.kind
      gesture = next
      if (isOther) onGesture(next)
    },
  }
}

function after(gesture: Gesture, event: ToolEvent, context: ToolContext): Gesture {
  switch (gesture.kind) {
    case 'idle':
      return onIdle(event, context)
    case 'pressing':
      return onPressing(gesture, event, context)
    case 'dragging':
      return onDragging(gesture, event, context)
    case 'marquee':
      return onMarquee(gesture, event, context)
    case 'linking':
      return onLinking(gesture, event, context)
    case 'panning':
      return onPanning(gesture, event, context)
    case 'pinching':
      return onPinching(gesture, event, context)
    case 'held':
      return onHeld(gesture, event)
  }
}

/** The press has been handled; this state waits for the release. */
function onHeld(gesture: Gesture & { kind: 'held' }, event: ToolEvent): Gesture {
  switch (event.kind) {
    case 'up':
    case 'cancel':
      return idle
    case 'pinch':
      return { kind: 'pinching', fingers: event.fingers }
    case 'down':
    case 'move':
    case 'double':
    case 'hold':
    case 'pinchEnd':
    case 'tick':
    case 'changed':
      return gesture
  }
}

/** Nothing is under way: a press begins something, a double click writes. */
function onIdle(event: ToolEvent, context: ToolContext): Gesture {
  const { model } = context
  switch (event.kind) {
    case 'down': {
      const isRight = event.button === 'right'
      const isPan = event.button === 'middle' || context.isPanHeld() || model.ui.tool.get() === ToolName.pan
      model.ui.editing.set(null)
      model.ui.menu.set(null)
      if (isPan && !isRight) return { kind: 'panning', last: event.at }
      if (model.ui.tool.get() === ToolName.laser && !isRight) return { kind: 'held' }
      const point = model.camera.toBoard(event.at)
      const hit = hitAt(model.scene, context.shown(), point, model.camera.state.get().zoom)
      if (isRight) return { kind: 'panning', last: event.at, press: { at: event.at, hit } }
      const selection = model.ui.selection.get()
      const wasAlone = 'id' in hit && selection.size === 1 && selection.has(hit.id)
      return { kind: 'pressing', at: event.at, device: event.device, mods: event.mods, hit, wasAlone }
    }
    case 'double': {
      const point = model.camera.toBoard(event.at)
      const hit = hitAt(model.scene, context.shown(), point, model.camera.state.get().zoom)
      if (hit.kind === 'note' && !model.may(Operation.writeNote, hit.id) && lookAtPhoto(model, hit.id))
        return idle
      if (!mayWrite(model.role) || model.ui.tool.get() === ToolName.pan || hit.kind === 'dot') return idle
      if (hit.kind === 'nothing' || hit.kind === 'field')
        newNoteAt(model, point, hit.kind === 'field' ? hit.id : null)
      else editHit(model, hit.id)
      return idle
    }
    case 'pinch':
      return { kind: 'pinching', fingers: event.fingers }
    case 'move':
    case 'up':
    case 'hold':
    case 'pinchEnd':
    case 'tick':
    case 'changed':
    case 'cancel':
      return idle
  }
}
