import type { Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/camera.ts'
import { noteFont } from './measure.ts'

/**
 * Draws in board units onto device pixels. Bodies are snapped to whole pixels (a fill without blurred edges costs a
 * third and looks sharper); text is not, so that it glides while zooming.
 */
export interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly camera: CameraState
  /** Device pixels in a board unit. */
  readonly scale: number
  /** Device pixels in a CSS pixel. */
  readonly ratio: number
  readonly left: (x: number) => number
  readonly top: (y: number) => number
  /** From here on the context draws in device pixels. */
  readonly inPixels: () => void
  /** From here on the context draws in board units. */
  readonly inUnits: () => void
  /** Type size in the present units. Setting a font costs more than drawing a line with it, so only when it differs. */
  readonly font: (size: number, weight?: number) => void
}

export function createBrush(context: CanvasRenderingContext2D, camera: CameraState, ratio: number): Brush {
  const scale = camera.zoom * ratio
  let isInUnits = false
  let font = ''
  context.setTransform(1, 0, 0, 1, 0, 0)
  return {
    context,
    camera,
    scale,
    ratio,
    left: (x) => Math.round((x - camera.x) * scale),
    top: (y) => Math.round((y - camera.y) * scale),
    inPixels: () => {
      if (isInUnits) context.setTransform(1, 0, 0, 1, 0, 0)
      isInUnits = false
    },
    inUnits: () => {
      if (!isInUnits) context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale)
      isInUnits = true
    },
    font: (size, weight = 400) => {
      const next = `${weight} ${size}px ${noteFont}`
      if (next === font) return
      context.font = next
      context.textRendering = 'geometricPrecision'
      font = next
    },
  }
}

/** A rectangle in whole device pixels. */
export function snapped(brush: Brush, rect: Rect): Rect {
  const x = brush.left(rect.x)
  const y = brush.top(rect.y)
  return {
    x,
    y,
    width: Math.max(1, brush.left(rect.x + rect.width) - x),
    height: Math.max(1, brush.top(rect.y + rect.height) - y),
  }
}

/** In the context's present units; corners too small to see are left square, which is far cheaper. */
export function fillRounded(
  context: CanvasRenderingContext2D,
  rect: Rect,
  radius: number,
  least = 1.5,
): void {
  if (radius < least) return context.fillRect(rect.x, rect.y, rect.width, rect.height)
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, radius)
  context.fill()
}

export function strokeRounded(context: CanvasRenderingContext2D, rect: Rect, radius: number): void {
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, Math.max(0, radius))
  context.stroke()
}
