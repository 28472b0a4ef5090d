import { boundsOf, inset, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { createFrames } from './frames.ts'
import { box, put } from './overlay.ts'

/** Around the outermost rings, CSS pixels. */
const margin = 9

/** One box around a selection of several. It is away while they are dragged. */
export interface SelectionBox {
  readonly hide: (isHidden: boolean) => void
  readonly close: () => void
}

export function createSelectionBox(layer: HTMLElement, { ui, scene, camera }: BoardModel): SelectionBox {
  const element = box(layer, 'canvas__selection')
  let bounds: Rect | null = null
  let isHidden = false

  const place = () => {
    const isShown = bounds !== null && !isHidden
    put(element, camera, isShown && bounds ? inset(bounds, -margin / camera.state.get().zoom) : null)
  }
  const measure = () => {
    const selection = ui.selection.get()
    bounds = selection.size > 1 ? (boundsOf(rectsOf(selection, scene)) ?? null) : null
    place()
  }
  const frames = createFrames(measure)
  const stops = [
    ui.selection.listen(frames.ask),
    scene.onChange(() => bounds && frames.ask()),
    camera.state.listen(() => bounds && place()),
    frames.stop,
  ]
  measure()
  return {
    hide: (hide) => {
      isHidden = hide
      place()
    },
    close: () => {
      for (const stop of stops) stop()
      element.remove()
    },
  }
}

function* rectsOf(ids: Iterable<string>, { notes, clusters }: BoardModel['scene']): Iterable<Rect> {
  for (const id of ids) {
    const note = notes.get(id)
    const rect = (note?.isHidden ? undefined : note?.rect) ?? clusters.get(id)?.rect
    if (rect) yield rect
  }
}
