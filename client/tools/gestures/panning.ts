import type { ToolContext } from '../context.ts'
import { idle, type Gesture, type Panning } from '../gesture.ts'
import { pinch } from '../pinch.ts'
import { openMenuAt } from '../open-menu.ts'
import { threshold, type ToolEvent } from '../tool-event.ts'

export function onPanning(gesture: Panning, event: ToolEvent, { model }: ToolContext): Gesture {
  const { press } = gesture
  switch (event.kind) {
    case 'move':
      if (press && Math.hypot(event.at.x - press.at.x, event.at.y - press.at.y) < threshold.mouse)
        return gesture
      model.ui.following.set(null)
      model.camera.panBy(event.at.x - gesture.last.x, event.at.y - gesture.last.y)
      return { kind: 'panning', last: event.at }
    case 'pinch':
      return { kind: 'pinching', fingers: event.fingers }
    case 'up':
      if (press) openMenuAt(model, press.at, press.hit)
      return idle
    case 'cancel':
      return idle
    case 'down':
    case 'double':
    case 'hold':
    case 'pinchEnd':
    case 'tick':
    case 'changed':
      return gesture
  }
}

export function onPinching(
  gesture: Gesture & { kind: 'pinching' },
  event: ToolEvent,
  { model }: ToolContext,
): Gesture {
  switch (event.kind) {
    case 'pinch':
      model.ui.following.set(null)
      pinch(model.camera, gesture.fingers, event.fingers)
      return { kind: 'pinching', fingers: event.fingers }
    case 'pinchEnd':
      // The finger that stays does nothing more: lifting two at the very same time is hard.
      return { kind: 'held' }
    case 'cancel':
      return idle
    case 'down':
    case 'move':
    case 'up':
    case 'double':
    case 'hold':
    case 'tick':
    case 'changed':
      return gesture
  }
}
