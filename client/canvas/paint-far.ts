import { noteSide } from '#shared/board/note.ts'
import { fieldBody } from '#shared/geometry/field.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import type { SceneCluster, SceneNote } from '../model/scene.ts'
import { snapped, type Brush } from './brush.ts'
import { eachGridDot } from './paint-grid.ts'
import type { Shown } from './shown.ts'
import type { CanvasStyle } from './style.ts'

/** A rectangle of the canvas, written pixel by pixel; one 32-bit number each. */
interface Pixels extends Rect {
  readonly data: Uint32Array<ArrayBuffer>
}

let memory = new ArrayBuffer(0)

/**
 * Paper, grid, fields and notes when notes are specks: ten thousand small fills cost the canvas twice what writing
 * their pixels into memory and handing it over does. Measured: 6.5 ms a frame against 3.1.
 */
export function paintFar(
  brush: Brush,
  area: Rect,
  clusters: readonly SceneCluster[],
  notes: readonly SceneNote[],
  style: CanvasStyle,
  { lifted, drags }: Shown,
): void {
  const { scale, camera } = brush
  const bytes = area.width * area.height * 4
  if (memory.byteLength < bytes) memory = new ArrayBuffer(bytes)
  const pixels: Pixels = { ...area, data: new Uint32Array(memory, 0, area.width * area.height) }
  const { packed } = style
  pixels.data.fill(packed.paper)
  eachGridDot(brush, area, (x, y, side) => fill(pixels, x, y, side, side, packed.dot))
  for (const cluster of clusters) {
    if (cluster.isCollapsed) continue
    const body = snapped(brush, fieldBody(cluster.rect))
    fill(pixels, body.x, body.y, body.width, body.height, packed.fields[cluster.tint])
  }
  const { xs, ys, heights, colours } = columnsOf(notes, style)
  const side = Math.max(1, Math.round(noteSide * scale))
  const isAnyAway = lifted.size > 0 || drags.size > 0
  for (let index = 0; index < xs.length; index += 1) {
    const id = isAnyAway ? notes[index]?.id : undefined
    if (id !== undefined && (lifted.has(id) || drags.has(id))) continue
    const height = heights[index] ?? noteSide
    fill(
      pixels,
      Math.round(((xs[index] ?? 0) - camera.x) * scale),
      Math.round(((ys[index] ?? 0) - camera.y) * scale),
      side,
      height === noteSide ? side : Math.max(1, Math.round(height * scale)),
      colours[index] ?? 0,
    )
  }
  const shown = new Uint8ClampedArray(memory, 0, bytes)
  brush.context.putImageData(new ImageData(shown, area.width, area.height), area.x, area.y)
}

/** What a speck is made of, as numbers in a row: reading ten thousand objects costs more than drawing them. */
interface Columns {
  readonly style: CanvasStyle
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly heights: Float64Array
  readonly colours: Uint32Array
}

/** By the list of notes, which the scene keeps for as long as nothing changes. */
const columns = new WeakMap<readonly SceneNote[], Columns>()

function columnsOf(notes: readonly SceneNote[], style: CanvasStyle): Columns {
  const known = columns.get(notes)
  if (known?.style === style) return known
  const made = {
    style,
    xs: Float64Array.from(notes, ({ x }) => x),
    ys: Float64Array.from(notes, ({ y }) => y),
    heights: Float64Array.from(notes, ({ rect }) => rect.height),
    colours: Uint32Array.from(notes, ({ tint }) => style.packed.tints[tint]),
  }
  columns.set(notes, made)
  return made
}

/** Up to so many pixels a loop of ours beats the call of `fill`. Measured. */
const longRun = 20

/** Clipped to the rectangle there is memory for. */
function fill(pixels: Pixels, x: number, y: number, width: number, height: number, colour: number): void {
  const { data, width: stride } = pixels
  const left = Math.max(0, x - pixels.x)
  const right = Math.min(stride, x - pixels.x + width)
  const bottom = Math.min(pixels.height, y - pixels.y + height)
  for (let row = Math.max(0, y - pixels.y); row < bottom; row += 1) {
    const end = row * stride + right
    if (right - left > longRun) {
      data.fill(colour, row * stride + left, end)
      continue
    }
    for (let at = row * stride + left; at < end; at += 1) data[at] = colour
  }
}
