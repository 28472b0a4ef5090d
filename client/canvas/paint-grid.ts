import type { Rect } from '#shared/geometry/rect.ts'
import { fillWithin, type Brush, type Lens } from './brush.ts'
import type { CanvasStyle } from './style.ts'

/** Board units between dots at 100 %; doubled or halved so that they stay this far apart on screen. */
const step = 40
const closest = 28

/** A faint dotted grid, for a sense of place while panning. */
export function paintGrid(brush: Brush, style: CanvasStyle, pixels: Rect): void {
  const { context } = brush
  brush.inPixels()
  context.fillStyle = style.palette.paperDot
  eachGridDot(brush, pixels, (x, y, side) => fillWithin(context, pixels, x, y, side, side))
}

/** In device pixels from the origin. */
export function eachGridDot(
  { camera, scale, ratio, origin }: Lens,
  pixels: Rect,
  visit: (x: number, y: number, side: number) => void,
): void {
  let spacing = step * scale
  while (spacing < closest * ratio) spacing *= 2
  while (spacing > 2 * closest * ratio) spacing /= 2
  const side = Math.max(1, Math.round(1.5 * ratio))
  const firstX = phase(-camera.x * scale - origin.x, spacing, pixels.x)
  const firstY = phase(-camera.y * scale - origin.y, spacing, pixels.y)
  for (let y = firstY; y < pixels.y + pixels.height; y += spacing) {
    for (let x = firstX; x < pixels.x + pixels.width; x += spacing) visit(Math.round(x), Math.round(y), side)
  }
}

/** The first dot at or just before `from` of those at `origin` + n × `spacing`. */
function phase(origin: number, spacing: number, from: number): number {
  return origin + Math.floor((from - origin) / spacing) * spacing
}
