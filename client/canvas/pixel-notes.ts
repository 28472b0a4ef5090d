import { noteSide } from '#shared/geometry/sizes.ts'
import { fieldBody } from '#shared/geometry/field.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import type { SceneArea } from '../model/document/scene-areas.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import { fillWithin, snapped, type Brush, type Lens } from './brush.ts'
import { uncovered } from './overdraw.ts'
import { paintFarArea } from './paint-area.ts'
import { eachGridDot } from './paint-grid.ts'
import type { Sheet } from './surface.ts'
import type { Shown } from '../view/view-state.ts'
import type { CanvasStyle } from './style.ts'

/** Notes so small that each is a speck, written pixel by pixel; one 32-bit number each. */
interface Specks {
  /** Device pixels from the camera's corner. */
  readonly pixels: Rect
  readonly data: Uint32Array<ArrayBuffer>
}

/** Each list from the lowest to the highest. */
interface Things {
  readonly areas: readonly SceneArea[]
  readonly clusters: readonly SceneCluster[]
  readonly notes: readonly SceneNote[]
}

let memory = new ArrayBuffer(0)

/**
 * Paper, grid, fields and notes when notes are specks: ten thousand small fills cost the canvas twice what writing
 * their pixels into memory and handing it over does. Measured: 6.5 ms a frame against 3.1. Holds until the next call.
 */
export function createSpecks(
  lens: Lens,
  pixels: Rect,
  things: Things,
  style: CanvasStyle,
  shown: Shown,
): Specks {
  const { areas, clusters, notes } = things
  const { lifted, drags } = shown
  const { scale, camera, origin } = lens
  const { width, height } = pixels
  const bytes = width * height * 4
  if (memory.byteLength < bytes) memory = new ArrayBuffer(bytes)
  const specks: Specks = { pixels, data: new Uint32Array(memory, 0, width * height) }
  const { packed } = style
  specks.data.fill(packed.paper)
  eachGridDot(lens, { x: 0, y: 0, width, height }, (x, y, side) => fill(specks, x, y, side, side, packed.dot))
  for (const { rect } of areas) {
    const body = snapped(lens, rect)
    fill(specks, body.x, body.y, body.width, body.height, packed.area)
  }
  for (const cluster of clusters) {
    if (cluster.isCollapsed) continue
    const body = snapped(lens, fieldBody(cluster.rect))
    fill(specks, body.x, body.y, body.width, body.height, packed.fields[cluster.tint])
  }
  const { xs, ys, heights, colours, height: tallness } = columnsOf(notes, style)
  // Columns of tall notes on one another would be filled ten thousand times.
  if (tallness * noteSide * scale ** 2 > layers * width * height) {
    const seen = uncovered(notes, unitsOf(lens, pixels), ({ rect }) => rect)
    if (seen.length < notes.length)
      return createSpecks(lens, pixels, { ...things, notes: seen }, style, shown)
  }
  const side = sideOf(noteSide, scale)
  const isAnyAway = lifted.size > 0 || drags.size > 0
  for (let index = 0; index < xs.length; index += 1) {
    const id = isAnyAway ? notes[index]?.id : undefined
    if (id !== undefined && (lifted.has(id) || drags.has(id))) continue
    const tall = heights[index] ?? noteSide
    fill(
      specks,
      Math.round(((xs[index] ?? 0) - camera.x) * scale) - origin.x,
      Math.round(((ys[index] ?? 0) - camera.y) * scale) - origin.y,
      side,
      tall === noteSide ? side : sideOf(tall, scale),
      colours[index] ?? 0,
    )
  }
  return specks
}

/** Notes that would fill all pixels so many times are looked through for those that others cover. Not measured. */
const layers = 8

/** The board units of pixels that are counted from the camera's corner. */
function unitsOf({ camera, scale }: Lens, { x, y, width, height }: Rect): Rect {
  return {
    x: x / scale + camera.x,
    y: y / scale + camera.y,
    width: width / scale,
    height: height / scale,
  }
}

/** The same pixels drawn one by one, none outside the area: up to so many, that beats handing memory over. Measured. */
export const fewSpecks = 80

export function paintFewSpecks(
  brush: Brush,
  area: Rect,
  { areas, clusters, notes }: Things,
  style: CanvasStyle,
  { lifted, drags }: Shown,
): void {
  const { palette, mixed } = style
  const { context, scale } = brush
  brush.inPixels()
  for (const one of areas) paintFarArea(brush, area, one, style)
  for (const cluster of clusters) {
    if (cluster.isCollapsed) continue
    const body = snapped(brush, fieldBody(cluster.rect))
    context.fillStyle = mixed.fields[cluster.tint]
    fillWithin(context, area, body.x, body.y, body.width, body.height)
  }
  const side = sideOf(noteSide, scale)
  for (const { id, x, y, rect, tint } of notes) {
    if (lifted.has(id) || drags.has(id)) continue
    context.fillStyle = palette.tints[tint]
    fillWithin(context, area, brush.left(x), brush.top(y), side, sideOf(rect.height, scale))
  }
}

function sideOf(units: number, scale: number): number {
  return Math.max(1, Math.round(units * scale))
}

/** Hands an area of them, within the sheet, to its canvas. */
export function putSpecks({ pixels, data }: Specks, { context, pixels: sheet }: Sheet, area: Rect): void {
  const image = new ImageData(new Uint8ClampedArray(memory, 0, data.byteLength), pixels.width, pixels.height)
  context.putImageData(
    image,
    pixels.x - sheet.x,
    pixels.y - sheet.y,
    area.x - pixels.x,
    area.y - pixels.y,
    area.width,
    area.height,
  )
}

/** Place and colour of a pixel note as numbers in a row: reading ten thousand objects costs more than drawing them. */
interface Columns {
  readonly style: CanvasStyle
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly heights: Float64Array
  readonly colours: Uint32Array
  /** Sum of all heights. */
  readonly height: number
}

/** By the list of notes, which the scene keeps for as long as nothing changes. */
const columns = new WeakMap<readonly SceneNote[], Columns>()

function columnsOf(notes: readonly SceneNote[], style: CanvasStyle): Columns {
  const known = columns.get(notes)
  if (known?.style === style) return known
  const heights = Float64Array.from(notes, ({ rect }) => rect.height)
  const made = {
    style,
    xs: Float64Array.from(notes, ({ x }) => x),
    ys: Float64Array.from(notes, ({ y }) => y),
    heights,
    height: heights.reduce((sum, height) => sum + height, 0),
    colours: Uint32Array.from(notes, ({ tint }) => style.packed.tints[tint]),
  }
  columns.set(notes, made)
  return made
}

/** Up to so many pixels a loop of ours beats the call of `fill`. Measured. */
const longRun = 20

/** Pixels from the upper left one; clipped to those there are. */
function fill(
  { data, pixels }: Specks,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: number,
): void {
  const { width: stride } = pixels
  const left = Math.max(0, x)
  const right = Math.min(stride, x + width)
  const bottom = Math.min(pixels.height, y + height)
  for (let row = Math.max(0, y); row < bottom; row += 1) {
    const end = row * stride + right
    if (right - left > longRun) {
      data.fill(colour, row * stride + left, end)
      continue
    }
    for (let at = row * stride + left; at < end; at += 1) data[at] = colour
  }
}
