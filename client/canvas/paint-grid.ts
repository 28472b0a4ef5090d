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
  const spacing = spacingAt(scale, ratio)
  const side = Math.max(1, Math.round(1.5 * ratio))
  const firstX = phase(-camera.x * scale - origin.x, spacing, pixels.x)
  const firstY = phase(-camera.y * scale - origin.y, spacing, pixels.y)
  const columns = countIn(firstX, spacing, pixels.x + pixels.width)
  const rows = countIn(firstY, spacing, pixels.y + pixels.height)
  for (let row = 0; row < rows; row += 1) {
    const y = Math.round(firstY + row * spacing)
    for (let column = 0; column < columns; column += 1) visit(Math.round(firstX + column * spacing), y, side)
  }
}

/** Device pixels between dots. Zero for a zoom that no camera has. */
function spacingAt(scale: number, ratio: number): number {
  if (!(scale > 1e-6 && scale < 1e6)) return 0
  let spacing = step * scale
  while (spacing < closest * ratio) spacing *= 2
  while (spacing > 2 * closest * ratio) spacing /= 2
  return spacing
}

/** Number of dots before `end`. None where numbers are so large that one spacing more is the same number. */
function countIn(first: number, spacing: number, end: number): number {
  const count = Math.ceil((end - first) / spacing)
  return count > 0 && first + spacing > first && Number.isFinite(count) ? count : 0
}

/** The first dot at or just before `from` of those at `origin` + n × `spacing`. */
function phase(origin: number, spacing: number, from: number): number {
  return origin + Math.floor((from - origin) / spacing) * spacing
}
