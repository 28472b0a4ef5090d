import { idle, type Gesture } from '../gesture.ts'
import type { ToolEvent } from '../tool-event.ts'

/** The press has been answered; what is left is to wait for the hand to go. */
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
