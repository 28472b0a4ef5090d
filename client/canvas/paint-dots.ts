import type { RankedOption } from '#shared/workshop/tally.ts'
import type { Palette } from '../style/palette.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import { dotRadius, dotRow, placeRadius, rowStart } from '../view/dots.ts'
import type { Shown } from '../view/view-state.ts'
import { detail, type CanvasStyle } from './style.ts'
import type { Context2D } from './surface.ts'

export function paintNoteDots(brush: Brush, note: SceneNote, style: CanvasStyle, shown: Shown): void {
  if (shown.vote !== null) paintDots(brush, note, style, shown)
}

export function paintClusterDots(
  brush: Brush,
  cluster: SceneCluster,
  style: CanvasStyle,
  shown: Shown,
): void {
  if (shown.vote !== null) paintDots(brush, cluster, style, shown)
}

function paintDots(
  brush: Brush,
  option: SceneNote | SceneCluster,
  style: CanvasStyle,
  { vote }: Shown,
): void {
  if (!vote || brush.camera.zoom < detail.bars) return
  if (vote.kind === 'closed') {
    const ranked = vote.ranked.get(option.id)
    if (ranked) paintResult(brush, option, ranked, style)
    return
  }
  const row = dotRow(option, vote)
  if (!row) return
  const { context } = brush
  const palette = coloursFor(option, style)
  brush.inUnits()
  context.fillStyle = palette.accent
  for (const { x, y } of row.own) disc(context, x, y, dotRadius)
  if (row.count) {
    context.fillStyle = palette.ink
    brush.font(13, 600)
    context.fillText(row.count.text, row.count.at.x, row.count.at.y + 4.5)
  }
  if (!row.place) return
  const { x, y } = row.place
  context.globalAlpha = 0.75
  context.fillStyle = palette.surface
  disc(context, x, y, placeRadius)
  context.globalAlpha = 1
  context.strokeStyle = palette.accent
  context.lineWidth = 1.5
  context.beginPath()
  context.arc(x, y, placeRadius, 0, 2 * Math.PI)
  context.moveTo(x - 4, y)
  context.lineTo(x + 4, y)
  context.moveTo(x, y - 4)
  context.lineTo(x, y + 4)
  context.stroke()
}

/** A note and a card are paper in both themes; an open field is not. */
function coloursFor(option: SceneNote | SceneCluster, { palette }: CanvasStyle): Palette['onNote'] {
  return 'members' in option && !option.isCollapsed ? palette : palette.onNote
}

/** The total in a ring, the rank beside it, and a hairline bracket around both when the vote cannot tell it apart. */
function paintResult(
  brush: Brush,
  option: SceneNote | SceneCluster,
  ranked: RankedOption,
  style: CanvasStyle,
): void {
  const { context } = brush
  const palette = coloursFor(option, style)
  const start = rowStart(option)
  const x = start.x + 4
  const { y } = start
  brush.inUnits()
  context.lineWidth = ranked.isShortlisted ? 2 : 1.25
  context.strokeStyle = ranked.isShortlisted ? palette.calm : palette.inkFaint
  context.beginPath()
  context.arc(x, y, 11, 0, 2 * Math.PI)
  context.stroke()
  const total = String(ranked.total)
  context.fillStyle = palette.ink
  brush.font(total.length > 2 ? 10 : 12, 600)
  context.textAlign = 'center'
  context.fillText(total, x, y + 4.2)
  context.textAlign = 'left'
  if (ranked.total === 0) return
  context.fillStyle = palette.inkSoft
  brush.font(12, 500)
  const rank = style.words.rank(ranked.rank)
  context.fillText(rank, x + 17, y + 4.2)
  if (!ranked.isInTieBand) return
  const end = x + 17 + context.measureText(rank).width + 6
  context.strokeStyle = palette.calm
  context.lineWidth = 1
  context.beginPath()
  for (const [edge, inward] of [
    [x - 15, 4],
    [end, -4],
  ] as const) {
    context.moveTo(edge + inward, y - 13)
    context.lineTo(edge, y - 13)
    context.lineTo(edge, y + 13)
    context.lineTo(edge + inward, y + 13)
  }
  context.stroke()
}

function disc(context: Context2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}
