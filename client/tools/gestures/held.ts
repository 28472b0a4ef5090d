import { idle, type Gesture } from '../gesture.ts'
import type { ToolEvent } from '../tool-event.ts'

/** The press has been handled; this state waits for the release. */
export function onHeld(gesture: Gesture & { kind: 'held' }, event: ToolEvent): Gesture {
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
