import type { Point } from '#shared/geometry/rect.ts'
import type { RankedOption } from '#shared/workshop/tally.ts'
import type { Palette } from '../style/palette.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import { fillRounded, strokeRounded, type Brush } from './brush.ts'
import {
  dotLine,
  dotRadius,
  dotRow,
  isField,
  isOverEdge,
  leastDotZoom,
  placeRadius,
  resultStart,
  ringRadius,
} from '../view/dots.ts'
import type { Shown } from '../view/view-state.ts'
import type { CanvasStyle } from './style.ts'
import type { Context2D } from './surface.ts'

/** In device pixels: at any zoom they are as large as a pointer or a finger needs. */
export function paintDots(
  brush: Brush,
  option: SceneNote | SceneCluster,
  style: CanvasStyle,
  { vote }: Shown,
): void {
  const { zoom } = brush.camera
  if (!vote || zoom < leastDotZoom) return
  if (vote.kind === 'closed') {
    const ranked = vote.ranked.get(option.id)
    if (ranked) paintResult(brush, option, ranked, style)
    return
  }
  const row = dotRow(option, vote, zoom)
  if (!row) return
  const { context, ratio } = brush
  const palette = coloursFor(option, style)
  brush.inPixels()
  const [left, top] = [brush.left(option.rect.x), brush.top(option.rect.y)]
  if (row.count) {
    const { text, at } = row.count
    brush.font(13 * ratio, 600)
    const words = left + at.x * ratio
    const end = words + context.measureText(text).width + 8 * ratio
    if (isOverEdge(option, zoom))
      paintPill(brush, { from: words - 25 * ratio, end, y: top + at.y * ratio }, palette)
    context.fillStyle = palette.ink
    context.fillText(text, words, top + (at.y + 4.5) * ratio)
  }
  context.fillStyle = palette.accent
  for (const { x, y } of row.own) disc(context, left + x * ratio, top + y * ratio, dotRadius * ratio)
  if (row.place) paintPlace(brush, left + row.place.x * ratio, top + row.place.y * ratio, palette)
  for (const { text, at, isOwn } of row.points) {
    paintPoints(brush, { text, isOwn, x: left + at.x * ratio, y: top + at.y * ratio }, palette)
  }
}

/** A number of points in a ring; this person's own is filled. */
function paintPoints(
  brush: Brush,
  { text, isOwn, x, y }: Point & { readonly text: string; readonly isOwn: boolean },
  { surface, accent, ink }: Palette['onNote'],
): void {
  const { context, ratio } = brush
  context.globalAlpha = isOwn ? 1 : 0.85
  context.fillStyle = isOwn ? accent : surface
  disc(context, x, y, placeRadius * ratio)
  context.globalAlpha = 1
  context.strokeStyle = accent
  context.lineWidth = 1.5 * ratio
  context.beginPath()
  context.arc(x, y, (placeRadius - 1) * ratio, 0, 2 * Math.PI)
  context.stroke()
  context.fillStyle = isOwn ? surface : ink
  brush.font(13 * ratio, 600)
  context.textAlign = 'center'
  context.fillText(text, x, y + 4.5 * ratio)
  context.textAlign = 'left'
}

function paintPlace(
  { context, ratio }: Brush,
  x: number,
  y: number,
  { surface, accent }: Palette['onNote'],
): void {
  context.globalAlpha = 0.85
  context.fillStyle = surface
  disc(context, x, y, placeRadius * ratio)
  context.globalAlpha = 1
  context.strokeStyle = accent
  context.lineWidth = 1.5 * ratio
  const radius = (placeRadius - 1) * ratio
  const arm = 5 * ratio
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.moveTo(x - arm, y)
  context.lineTo(x + arm, y)
  context.moveTo(x, y - arm)
  context.lineTo(x, y + arm)
  context.stroke()
}

/** A note and a card are paper in both themes; an open field is not. */
function coloursFor(option: SceneNote | SceneCluster, { palette }: CanvasStyle): Palette['onNote'] {
  return isField(option) ? palette : palette.onNote
}

/**
 * The total in a ring, the rank beside it where there is room, and a hairline bracket around both when the vote cannot
 * tell it apart.
 */
function paintResult(
  brush: Brush,
  option: SceneNote | SceneCluster,
  ranked: RankedOption,
  style: CanvasStyle,
): void {
  const { context, ratio, camera } = brush
  const palette = coloursFor(option, style)
  brush.inPixels()
  const start = resultStart(option, camera.zoom)
  const x = brush.left(option.rect.x) + start.x * ratio
  const y = brush.top(option.rect.y) + start.y * ratio
  const line = y + 4.2 * ratio
  const rank = style.words.rank(ranked.rank)
  brush.font(12 * ratio, 500)
  const width = context.measureText(rank).width
  const hasRoom = ranked.total > 0 && start.x + 17 + width / ratio <= dotLine(option, camera.zoom).right
  if (hasRoom && isOverEdge(option, camera.zoom))
    paintPill(brush, { from: x - 12 * ratio, end: x + 24 * ratio + width, y }, palette)
  context.fillStyle = palette.surface
  context.globalAlpha = 0.85
  disc(context, x, y, ringRadius * ratio)
  context.globalAlpha = 1
  context.lineWidth = (ranked.isShortlisted ? 2 : 1.25) * ratio
  context.strokeStyle = ranked.isShortlisted ? palette.calm : palette.inkFaint
  context.beginPath()
  context.arc(x, y, ringRadius * ratio, 0, 2 * Math.PI)
  context.stroke()
  const total = String(ranked.total)
  context.fillStyle = palette.ink
  brush.font((total.length > 2 ? 10 : 12) * ratio, 600)
  context.textAlign = 'center'
  context.fillText(total, x, line)
  context.textAlign = 'left'
  if (ranked.total === 0) return
  if (hasRoom) {
    brush.font(12 * ratio, 500)
    if (isField(option)) paintStrip(brush, { x: x + 13 * ratio, y, width: width + 7 * ratio }, style)
    context.fillStyle = palette.inkSoft
    context.fillText(rank, x + 17 * ratio, line)
  }
  if (!ranked.isInTieBand) return
  const end = x + (hasRoom ? 23 * ratio + width : 15 * ratio)
  context.strokeStyle = palette.calm
  context.lineWidth = ratio
  context.beginPath()
  const half = 13 * ratio
  for (const [edge, inward] of [
    [x - 15 * ratio, 4 * ratio],
    [end, -4 * ratio],
  ] as const) {
    context.moveTo(edge + inward, y - half)
    context.lineTo(edge, y - half)
    context.lineTo(edge, y + half)
    context.lineTo(edge + inward, y + half)
  }
  context.stroke()
}

/** Paper of their own for numbers that stand over a note's edge. Device pixels. */
function paintPill(
  { context, ratio }: Brush,
  { from, end, y }: { readonly from: number; readonly end: number; readonly y: number },
  { surface, inkFaint }: Palette['onNote'],
): void {
  const height = 24 * ratio
  const body = { x: from, y: y - height / 2, width: end - from, height }
  context.fillStyle = surface
  fillRounded(context, body, height / 2)
  context.strokeStyle = inkFaint
  context.globalAlpha = 0.35
  context.lineWidth = ratio
  strokeRounded(context, body, height / 2)
  context.globalAlpha = 1
}

/** From afar the words beside a ring lie over the edge of the field. */
function paintStrip(
  { context, ratio }: Brush,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  { palette }: CanvasStyle,
): void {
  context.fillStyle = palette.paper
  context.globalAlpha = 0.85
  context.fillRect(x, y - 8 * ratio, width, 16 * ratio)
  context.globalAlpha = 1
}

function disc(context: Context2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}
