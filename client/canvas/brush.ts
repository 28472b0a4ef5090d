import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { CameraState } from '../model/view/camera.ts'
import { noteFont } from './measure.ts'
import type { Context2D } from './surface.ts'

/** Where board units lie on whole device pixels. */
export interface Lens {
  readonly camera: CameraState
  /** Device pixels in a board unit. */
  readonly scale: number
  /** Device pixels in a CSS pixel. */
  readonly ratio: number
  /** The pixel counted as 0, 0: whole device pixels from the one at the camera's corner. */
  readonly origin: Point
  readonly left: (x: number) => number
  readonly top: (y: number) => number
}

/** Rounded before the origin is taken off, so that canvases beside each other agree on every pixel. */
export function createLens(camera: CameraState, ratio: number, origin: Point): Lens {
  const scale = camera.zoom * ratio
  return {
    camera,
    scale,
    ratio,
    origin,
    left: (x) => Math.round((x - camera.x) * scale) - origin.x,
    top: (y) => Math.round((y - camera.y) * scale) - origin.y,
  }
}

/**
 * Draws in board units onto device pixels. Bodies are snapped to whole pixels (a fill without blurred edges costs a
 * third and looks sharper); text is not, so that it glides while zooming.
 */
export interface Brush extends Lens {
  readonly context: Context2D
  /** The part of the board between the upper and the lower edge of the canvas. */
  readonly rows: { readonly from: number; readonly to: number }
  /** From here on the context draws in device pixels. */
  readonly inPixels: () => void
  /** From here on the context draws in board units. */
  readonly inUnits: () => void
  /** Type size in the present units. Setting a font costs more than drawing a line with it, so only when it differs. */
  readonly font: (size: number, weight?: number, family?: string) => void
}

export function createBrush(
  context: Context2D,
  camera: CameraState,
  ratio: number,
  /** The canvas's own pixels. Without them the whole board may be painted. */
  origin: Rect = { x: 0, y: 0, width: Infinity, height: Infinity },
): Brush {
  const lens = createLens(camera, ratio, origin)
  const { scale } = lens
  const top = camera.y + origin.y / scale
  let isInUnits = false
  let font = ''
  context.setTransform(1, 0, 0, 1, 0, 0)
  return {
    ...lens,
    context,
    rows: { from: top, to: top + origin.height / scale },
    inPixels: () => {
      if (isInUnits) context.setTransform(1, 0, 0, 1, 0, 0)
      isInUnits = false
    },
    inUnits: () => {
      if (!isInUnits) {
        const { x, y } = camera
        context.setTransform(scale, 0, 0, scale, -x * scale - origin.x, -y * scale - origin.y)
      }
      isInUnits = true
    },
    font: (size, weight = 400, family = noteFont) => {
      const next = `${weight} ${size}px ${family}`
      if (next === font) return
      context.font = next
      context.textRendering = 'geometricPrecision'
      font = next
    },
  }
}

/** A rectangle in whole device pixels. */
export function snapped(lens: Lens, rect: Rect): Rect {
  const x = lens.left(rect.x)
  const y = lens.top(rect.y)
  return {
    x,
    y,
    width: Math.max(1, lens.left(rect.x + rect.width) - x),
    height: Math.max(1, lens.top(rect.y + rect.height) - y),
  }
}

/** Fills the part that lies in `area`: for a few plain rectangles that is faster than a clip. */
export function fillWithin(
  context: Context2D,
  area: Rect,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const left = Math.max(x, area.x)
  const top = Math.max(y, area.y)
  const right = Math.min(x + width, area.x + area.width)
  const bottom = Math.min(y + height, area.y + area.height)
  if (right > left && bottom > top) context.fillRect(left, top, right - left, bottom - top)
}

/** In the context's present units; corners too small to see are left square, which is far cheaper. */
export function fillRounded(context: Context2D, rect: Rect, radius: number, least = 1.5): void {
  if (radius < least) return context.fillRect(rect.x, rect.y, rect.width, rect.height)
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, radius)
  context.fill()
}

export function strokeRounded(context: Context2D, rect: Rect, radius: number): void {
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, Math.max(0, radius))
  context.stroke()
}
