import type { ToolContext } from '../context.ts'
import { idle, type Gesture } from '../gesture.ts'
import { onDragging } from '../gestures/dragging.ts'
import { onIdle } from '../gestures/idle.ts'
import { onMarquee } from '../gestures/marquee.ts'
import { onPanning, onPinching } from '../gestures/panning.ts'
import { onPressing } from '../gestures/pressing.ts'
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
