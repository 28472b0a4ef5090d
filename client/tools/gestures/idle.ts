import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import { ToolName } from '../../model/contract/board-model.ts'
import type { ToolContext } from '../context.ts'
import { editHit, lookAtPhoto, newNoteAt } from '../edit.ts'
import { idle, type Gesture } from '../gesture.ts'
import { hitAt } from '../hit.ts'
import type { ToolEvent } from '../tool-event.ts'

/** Nothing is under way: a press begins something, a double click writes. */
export function onIdle(event: ToolEvent, context: ToolContext): Gesture {
  const { model } = context
  switch (event.kind) {
    case 'down': {
      const isRight = event.button === 'right'
      const isPan = event.button === 'middle' || context.isPanHeld() || model.ui.tool.get() === ToolName.pan
      model.ui.editing.set(null)
      model.ui.menu.set(null)
      if (isPan && !isRight) return { kind: 'panning', last: event.at }
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
