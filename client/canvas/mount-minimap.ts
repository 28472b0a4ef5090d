import { inset, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Palette } from '../style/palette.ts'
import { createFrames } from './frames.ts'
import { onReturn } from './page-return.ts'
import { createDetachedSurface } from './surface.ts'

/** The map may be this late: painting ten thousand specks for every move of anybody would be waste. Milliseconds. */
const lateMs = 400

/** Notes this small on the map, CSS pixels, need all the contrast there is (taste). */
const speckPx = 6

/** Returns its own undo. */
export function mountMinimap(
  host: HTMLElement,
  { scene, camera, ui }: BoardModel,
  palette: Palette,
): () => void {
  const canvas = document.createElement('canvas')
  const frame = document.createElement('div')
  frame.className = 'minimap__view'
  host.append(canvas, frame)
  const { context, resize, onBlank } = createDetachedSurface(canvas)
  const ratio = window.devicePixelRatio
  const width = host.clientWidth
  const height = host.clientHeight
  resize(width, height, ratio)
  let world: Rect = { x: 0, y: 0, width: 1, height: 1 }
  let scale = 1
  let timer: ReturnType<typeof setTimeout> | null = null

  const toMap = (at: Point): Point => ({
    x: (at.x - world.x) * scale + (width - world.width * scale) / 2,
    y: (at.y - world.y) * scale + (height - world.height * scale) / 2,
  })
  const toBoard = (at: Point): Point => ({
    x: (at.x - (width - world.width * scale) / 2) / scale + world.x,
    y: (at.y - (height - world.height * scale) / 2) / scale + world.y,
  })
  const paint = () => {
    timer = null
    const board = scene.bounds() ?? camera.view()
    world = inset(board, -Math.max(board.width, board.height) * 0.05)
    scale = Math.min(width / world.width, height / world.height)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.globalAlpha = 1
    context.fillStyle = palette.paper
    context.fillRect(0, 0, Math.ceil(width * ratio), Math.ceil(height * ratio))
    const fill = (rect: Rect) => {
      const { x, y } = toMap(rect)
      const least = Math.max(1, ratio)
      context.fillRect(
        Math.floor(x * ratio),
        Math.floor(y * ratio),
        Math.max(least, Math.round(rect.width * scale * ratio)),
        Math.max(least, Math.round(rect.height * scale * ratio)),
      )
    }
    context.globalAlpha = 0.25
    for (const cluster of scene.clusters.values()) {
      context.fillStyle = palette.marks[cluster.tint]
      fill(cluster.rect)
    }
    for (const note of scene.notes.values()) {
      if (note.isHidden) continue
      // The marks' darker hues: as specks the tints themselves would hardly show. Larger, they would shout.
      context.globalAlpha = note.rect.width * scale < speckPx ? 1 : 0.6
      context.fillStyle = palette.marks[note.tint]
      fill(note.rect)
    }
    frames.ask()
  }
  const frames = createFrames(() => {
    const view = camera.view()
    const { x, y } = toMap(view)
    const inside = clip({ x, y, width: view.width * scale, height: view.height * scale }, width, height)
    frame.style.transform = `translate(${inside.x}px, ${inside.y}px)`
    frame.style.width = `${inside.width}px`
    frame.style.height = `${inside.height}px`
  })
  const soon = () => {
    timer ??= setTimeout(paint, lateMs)
  }
  const go = (event: PointerEvent) => {
    const box = host.getBoundingClientRect()
    const at = toBoard({ x: event.clientX - box.left, y: event.clientY - box.top })
    const { zoom } = camera.state.get()
    const { width: across, height: down } = camera.view()
    ui.following.set(null)
    camera.set({ x: at.x - across / 2, y: at.y - down / 2, zoom })
  }
  const press = (event: PointerEvent) => {
    event.preventDefault()
    host.setPointerCapture(event.pointerId)
    go(event)
  }
  const drag = (event: PointerEvent) => {
    if (host.hasPointerCapture(event.pointerId)) go(event)
  }
  host.addEventListener('pointerdown', press)
  host.addEventListener('pointermove', drag)
  const stops = [
    scene.onChange(soon),
    camera.state.listen(frames.ask),
    camera.screen.listen(frames.ask),
    onReturn(paint),
    frames.stop,
  ]
  onBlank(paint)
  paint()
  return () => {
    for (const stop of stops) stop()
    if (timer !== null) clearTimeout(timer)
    host.removeEventListener('pointerdown', press)
    host.removeEventListener('pointermove', drag)
    canvas.remove()
    frame.remove()
  }
}

/** Kept at least a few pixels large and within the map: a view far from everything still shows where it lies. */
function clip(rect: Rect, width: number, height: number): Rect {
  const x = Math.min(Math.max(rect.x, -2), width - 6)
  const y = Math.min(Math.max(rect.y, -2), height - 6)
  return {
    x,
    y,
    width: Math.max(6, Math.min(rect.x + rect.width, width + 2) - x),
    height: Math.max(6, Math.min(rect.y + rect.height, height + 2) - y),
  }
}
