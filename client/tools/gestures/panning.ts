import type { Point } from '#shared/geometry/rect.ts'
import type { ToolContext } from '../context.ts'
import { idle, type Gesture } from '../gesture.ts'
import type { ToolEvent } from '../tool-event.ts'

export function onPanning(
  gesture: Gesture & { kind: 'panning' },
  event: ToolEvent,
  { model }: ToolContext,
): Gesture {
  switch (event.kind) {
    case 'move':
      model.ui.following.set(null)
      model.camera.panBy(event.at.x - gesture.last.x, event.at.y - gesture.last.y)
      return { kind: 'panning', last: event.at }
    case 'pinch':
      return { kind: 'pinching', fingers: event.fingers }
    case 'up':
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

/** Two fingers move and scale the paper so that each stays on its spot of it. */
export function onPinching(
  gesture: Gesture & { kind: 'pinching' },
  event: ToolEvent,
  { model }: ToolContext,
): Gesture {
  switch (event.kind) {
    case 'pinch': {
      const before = spread(gesture.fingers)
      const now = spread(event.fingers)
      model.ui.following.set(null)
      model.camera.panBy(now.middle.x - before.middle.x, now.middle.y - before.middle.y)
      model.camera.zoomAt(now.middle, (model.camera.state.get().zoom * now.distance) / before.distance)
      return { kind: 'pinching', fingers: event.fingers }
    }
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

function spread([a, b]: readonly [Point, Point]): { readonly middle: Point; readonly distance: number } {
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
  }
}
