import type { Point, Rect } from '#shared/geometry/rect.ts'

/** A drawing context, without the parts that the painter does not use. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** A canvas with its backing store in device pixels. */
export interface Surface {
  readonly element: HTMLCanvasElement
  readonly context: Context2D
  /** CSS pixels. */
  width: number
  height: number
  /** Device pixels in one CSS pixel. */
  ratio: number
  /** Says whether anything changed; if so the canvas is blank. */
  readonly resize: (width: number, height: number, ratio: number) => boolean
  /** The graphics processor had forgotten it, as after a laptop's sleep: it is blank. */
  readonly onBlank: (run: () => void) => void
}

/** Opaque: the browser then need not blend the board with the page behind it. */
export function createSurface(element: HTMLCanvasElement, isOpaque: boolean): Surface {
  return surfaceOn(element, element, isOpaque)
}

/**
 * An opaque one that may be seen a frame before or after what else changes on the page. Chromium hands every visible
 * canvas to its compositor with every frame of the page, drawn on or not, where it does not draw with a graphics
 * processor: measured, 0.8 ms at 1440 × 900. One whose control was transferred is handed over when it was drawn on.
 * Other browsers have no such cost.
 */
export function createDetachedSurface(element: HTMLCanvasElement): Surface {
  const isPossible = isChromium() && 'transferControlToOffscreen' in element
  return surfaceOn(element, isPossible ? element.transferControlToOffscreen() : element, true)
}

/**
 * One that is drawn on now and then, and moved: Chromium is given its picture once, by `show`, in step with what else
 * changes on the page, and not with every frame.
 */
export function createStillSurface(element: HTMLCanvasElement): Surface & { readonly show: () => void } {
  const screen = isChromium() ? element.getContext('bitmaprenderer') : null
  if (!screen) return Object.assign(createSurface(element, false), { show: () => undefined })
  const store = new OffscreenCanvas(1, 1)
  const show = () => screen.transferFromImageBitmap(store.transferToImageBitmap())
  return Object.assign(surfaceOn(element, store, false), { show })
}

const isChromium = () => /Chrome\//.test(navigator.userAgent)

function surfaceOn(
  element: HTMLCanvasElement,
  store: HTMLCanvasElement | OffscreenCanvas,
  isOpaque: boolean,
): Surface {
  const context = store.getContext('2d', { alpha: !isOpaque })
  if (!context) throw new Error('this browser has no 2D canvas')
  const surface: Surface = {
    element,
    context,
    width: 0,
    height: 0,
    ratio: 1,
    resize: (width, height, ratio) => {
      if (surface.width === width && surface.height === height && surface.ratio === ratio) return false
      surface.width = width
      surface.height = height
      surface.ratio = ratio
      store.width = Math.max(1, Math.round(width * ratio))
      store.height = Math.max(1, Math.round(height * ratio))
      element.style.width = `${width}px`
      element.style.height = `${height}px`
      return true
    },
    onBlank: (run) => store.addEventListener('contextrestored', run),
  }
  return surface
}

/** A canvas of ours and the piece of the board's picture that it holds. */
export interface Sheet {
  readonly context: Context2D
  /** Whole device pixels, from the one at the camera's corner. */
  readonly pixels: Rect
  /** Device pixels in a CSS pixel. */
  readonly ratio: number
}

/** The part of a sheet to paint, in the same pixels. */
export interface Part {
  readonly sheet: Sheet
  readonly area: Rect
}

/** All of a canvas; its corner so many device pixels from the camera's. */
export function wholeOf({ context, width, height, ratio }: Surface, from: Point = { x: 0, y: 0 }): Part {
  const pixels = {
    x: from.x,
    y: from.y,
    width: Math.round(width * ratio),
    height: Math.round(height * ratio),
  }
  return { sheet: { context, pixels, ratio }, area: pixels }
}
