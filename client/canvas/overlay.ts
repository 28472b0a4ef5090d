import { type Rect, boundsOf, inset } from '#shared/geometry/rect.ts'
import type { Camera } from '../model/view/camera.ts'
import type { Joining, Overlay } from '../tools/context.ts'
import type { Guide } from '../tools/guides.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { createFrames } from './frames.ts'

/** Frame, guides and ring as a few boxes over the canvas: moving them repaints nothing. */
export function createOverlay(
  layer: HTMLElement,
  camera: Camera,
  wordsFor: (joining: Joining) => string,
): Overlay & { readonly close: () => void } {
  const marquee = box(layer, 'canvas__marquee')
  const hint = box(layer, 'canvas__hint')
  const hintWords = document.createElement('span')
  hint.append(hintWords)
  const lines: HTMLElement[] = []
  let guides: readonly Guide[] = []
  let framed: Rect | null = null
  let hinted: Rect | null = null

  const drawGuides = () => {
    while (lines.length < guides.length) lines.push(box(layer, 'canvas__guide'))
    for (const [index, line] of lines.entries()) {
      const guide = guides[index]
      putLine(line, camera, guide ? rectOf(guide, 1 / camera.state.get().zoom) : null)
    }
  }
  const follow = () => {
    put(marquee, camera, framed)
    put(hint, camera, hinted)
    drawGuides()
  }
  const close = camera.state.listen(follow)
  return {
    marquee: (rect) => {
      framed = rect
      put(marquee, camera, rect)
    },
    hint: (rect, joining) => {
      hinted = rect
      hintWords.textContent = joining === undefined ? '' : wordsFor(joining)
      put(hint, camera, rect)
    },
    guides: (next) => {
      guides = next
      drawGuides()
    },
    close,
  }
}

export function box(layer: HTMLElement, className: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  element.hidden = true
  layer.append(element)
  return element
}

export function put(element: HTMLElement, camera: Camera, rect: Rect | null): void {
  show(element, rect !== null)
  if (rect === null) return
  const { zoom } = camera.state.get()
  const { x, y } = camera.toScreen(rect)
  element.style.transform = `translate(${x}px, ${y}px)`
  element.style.width = `${rect.width * zoom}px`
  element.style.height = `${rect.height * zoom}px`
}

/** A stretched pixel: a change of width or height would have the page laid out again in every frame of a drag. */
function putLine(element: HTMLElement, camera: Camera, rect: Rect | null): void {
  show(element, rect !== null)
  if (rect === null) return
  const { zoom } = camera.state.get()
  const { x, y } = camera.toScreen(rect)
  element.style.transform = `translate(${x}px, ${y}px) scale(${rect.width * zoom}, ${rect.height * zoom})`
}

/** Writing an attribute makes the browser compute the styles again, in every frame of a pan. */
function show(element: HTMLElement, isShown: boolean): void {
  if (element.hidden === isShown) element.hidden = !isShown
}

function rectOf({ axis, at, from, to }: Guide, thick: number): Rect {
  return axis === 'x'
    ? { x: at - thick / 2, y: from, width: thick, height: to - from }
    : { x: from, y: at - thick / 2, width: to - from, height: thick }
}

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
