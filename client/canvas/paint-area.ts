import { areaTitleSize, titleBand } from '#shared/geometry/area.ts'
import { inset, type Rect } from '#shared/geometry/rect.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import { fillRounded, fillWithin, snapped, strokeRounded, type Brush, type Lens } from './brush.ts'
import { titleFont } from './measure.ts'
import { shortened } from './paint-cluster.ts'
import { detail, type CanvasStyle } from './style.ts'

const radius = 20
/** Titles stay readable when the board is seen from afar, CSS pixels. */
const smallestTitle = 13
/** From the line that an area's title stands on to its upper edge: board units, and at least so many CSS pixels. */
const below = 12
const leastBelow = 5

/** A title of four letters says nothing. */
const fewestLetters = 4

/** So far above an area its title reaches, board units. */
function titleReachAt(zoom: number): number {
  return Math.max(titleBand, (smallestTitle + leastBelow + 2) / zoom)
}

/** The part of the board in which an area reaches this one, with its title. */
export function withTitles(rect: Rect, zoom: number): Rect {
  return { ...rect, height: rect.height + titleReachAt(zoom) }
}

/** The area with its title, as it is to be painted again. */
export function reachOfArea({ rect }: SceneArea, zoom: number): Rect {
  const reach = titleReachAt(zoom)
  return { ...rect, y: rect.y - reach, height: rect.height + reach }
}

/** Quiet paper below the groups and notes. */
export function paintArea(brush: Brush, { rect }: SceneArea, { mixed }: CanvasStyle): void {
  const { context, scale } = brush
  const body = snapped(brush, rect)
  brush.inPixels()
  context.fillStyle = mixed.area
  fillRounded(context, body, radius * scale)
  if (brush.camera.zoom < detail.bars) return
  context.strokeStyle = mixed.areaEdge
  context.lineWidth = brush.ratio
  strokeRounded(context, inset(body, brush.ratio / 2), radius * scale)
}

/** The same without round corners, within the area that is painted. */
export function paintFarArea(brush: Brush, here: Rect, { rect }: SceneArea, { mixed }: CanvasStyle): void {
  const body = snapped(brush, rect)
  brush.inPixels()
  brush.context.fillStyle = mixed.area
  fillWithin(brush.context, here, body.x, body.y, body.width, body.height)
}

export function isAreaTitleShown({ scale, ratio }: Lens, { rect }: SceneArea): boolean {
  return rect.width * scale >= fewestLetters * titleSizeAt(scale, ratio)
}

/** The type of titles, in pixels of the screen. */
export function titleSizeAt(scale: number, ratio: number): number {
  return Math.max(areaTitleSize * scale, smallestTitle * ratio)
}

/** Set like a heading above the upper left edge. */
export function paintAreaTitle(brush: Brush, area: SceneArea, { palette, words }: CanvasStyle): void {
  if (!isAreaTitleShown(brush, area)) return
  const { context, scale, ratio } = brush
  const size = titleSizeAt(scale, ratio)
  const room = area.rect.width * scale
  brush.inPixels()
  brush.font(size, 400, titleFont)
  context.fillStyle = palette.ink
  const fits = (text: string) => context.measureText(text).width <= room
  const y = brush.top(area.rect.y) - Math.max(below * scale, leastBelow * ratio)
  context.fillText(shortened(words.areaTitle(area.title), fits), brush.left(area.rect.x) + 2 * ratio, y)
}
