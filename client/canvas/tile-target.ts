import type { Point, Rect } from '#shared/geometry/rect.ts'
import type { Context2D, Surface } from './surface.ts'

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
