import { encloses, spanned } from '#shared/geometry/rect.ts'
import type { ToolContext } from '../context.ts'
import { idle, type Gesture, type Marquee } from '../gesture.ts'
import { newArea } from '../free.ts'
import { select } from '../selecting.ts'
import type { ToolEvent } from '../tool-event.ts'

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
