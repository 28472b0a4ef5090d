import type { ToolContext } from '../context.ts'
import { connect } from '../free.ts'
import { idle, type Gesture, type Linking } from '../gesture.ts'
import { hitAt } from '../hit.ts'
import { ToolName, type BoardModel } from '../../model/contract/board-model.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { ToolEvent } from '../tool-event.ts'

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
