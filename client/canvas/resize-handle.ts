import { boundsOf, type Point, type Rect } from '#shared/geometry/rect.ts'
import { sizable } from '../tools/free.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { createFrames } from './frames.ts'
import './resize-handle.css'

/** A corner by which people make the selected notes larger and smaller together. */
export function createResizeHandle(
  layer: HTMLElement,
  model: BoardModel,
  frame: (rect: Rect | null) => void,
): { readonly hide: (isHidden: boolean) => void; readonly close: () => void } {
  const { ui, scene, camera } = model
  const corner = document.createElement('div')
  corner.className = 'canvas__corner'
  corner.hidden = true
  layer.append(corner)
  let ids: readonly string[] = []
  let bounds: Rect | undefined
  let isAway = false

  const place = () => {
    const isShown = bounds !== undefined && !isAway && ui.editing.get() === null
    if (corner.hidden === isShown) corner.hidden = !isShown
    if (!bounds || !isShown) return
    const { x, y } = camera.toScreen({ x: bounds.x + bounds.width, y: bounds.y + bounds.height })
    corner.style.transform = `translate(${x}px, ${y}px)`
  }
  const measure = () => {
    ids = sizable(model)
    bounds = boundsOf(ids.flatMap((id) => scene.notes.get(id)?.rect ?? []))
    place()
  }
  const frames = createFrames(measure)

  const press = (event: PointerEvent) => {
    if (event.button !== 0 || !bounds) return
    event.preventDefault()
    event.stopPropagation()
    corner.setPointerCapture(event.pointerId)
    const from = bounds
    const { left, top } = layer.getBoundingClientRect()
    const timesAt = ({ clientX, clientY }: PointerEvent): number => {
      const to: Point = camera.toBoard({ x: clientX - left, y: clientY - top })
      const along = (to.x - from.x) * from.width + (to.y - from.y) * from.height
      return Math.max(0.1, along / (from.width ** 2 + from.height ** 2))
    }
    const move = (moved: PointerEvent) => {
      const times = timesAt(moved)
      frame({ ...from, width: from.width * times, height: from.height * times })
    }
    const stopped = new AbortController()
    const { signal } = stopped
    const end = () => {
      stopped.abort()
      frame(null)
    }
    corner.addEventListener('pointermove', move, { signal })
    corner.addEventListener('pointercancel', end, { signal })
    corner.addEventListener(
      'pointerup',
      (up) => {
        end()
        model.commands.resize(ids, timesAt(up), from)
      },
      { signal },
    )
  }
  corner.addEventListener('pointerdown', press)
  const stops = [
    ui.selection.listen(frames.ask),
    ui.editing.listen(frames.ask),
    model.agenda.listen(frames.ask),
    scene.onChange(() => ui.selection.get().size > 0 && frames.ask()),
    camera.state.listen(() => bounds && place()),
    frames.stop,
  ]
  measure()
  return {
    hide: (hide) => {
      isAway = hide
      place()
    },
    close: () => {
      for (const stop of stops) stop()
      corner.remove()
    },
  }
}
