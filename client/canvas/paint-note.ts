import { noteSide } from '#shared/board/note.ts'
import { baseline, lineHeight, noteMargin, type TextLayout } from '#shared/text/layout.ts'
import type { Scene, SceneNote } from '../model/scene.ts'
import { fillRounded, snapped, type Brush } from './brush.ts'
import { paintCornerMark } from './corner-mark.ts'
import type { Shown } from './shown.ts'
import { detail, smallestText, type CanvasStyle } from './style.ts'

export const noteRadius = 6

/** `depth` is how high above the board the note is held, for its shadow. The fewer pixels a note has, the less of it is drawn: a rectangle, then bars for lines, then text. */
export function paintNote(
  brush: Brush,
  scene: Scene,
  note: SceneNote,
  style: CanvasStyle,
  shown: Shown,
  depth = 1,
): void {
  const { context, scale } = brush
  const { zoom } = brush.camera
  const body = snapped(brush, note.rect)
  brush.inPixels()
  if (zoom < detail.bars) {
    context.fillStyle = style.palette.tints[note.tint]
    context.fillRect(body.x, body.y, body.width, body.height)
    return
  }
  paintShadow(brush, body.x, body.y, body.width, body.height, style, depth)
  context.fillStyle = style.palette.tints[note.tint]
  fillRounded(context, body, noteRadius * scale, 1.9)
  if (zoom >= detail.marks) paintCornerMark(brush, note, style)
  if (note.text === '' || shown.editing === note.id) return
  context.fillStyle = style.palette.ink
  if (zoom < detail.text) return paintEstimate(brush, scene, note)
  const layout = scene.layoutOf(note)
  if (layout.fontSize * zoom < smallestText) paintBars(brush, note, layout)
  else paintText(brush, note, layout)
}

/** Flat steps instead of a blur: one costs as much as a rectangle, a blurred one as much as the whole board. */
export function paintShadow(
  { context, scale }: Brush,
  x: number,
  y: number,
  width: number,
  height: number,
  { palette, isDark }: CanvasStyle,
  depth: number,
): void {
  const unit = scale * depth
  context.fillStyle = palette.shadow
  context.globalAlpha = isDark ? 0.2 : 0.05
  if (unit < 0.5) {
    context.fillRect(x, y + height, width, Math.max(1, Math.round(3 * unit)))
  } else {
    const radius = noteRadius * scale
    const wide = Math.round(1.5 * unit)
    fillRounded(
      context,
      { x: x - wide, y: y + wide, width: width + 2 * wide, height: height + Math.round(2.5 * unit) },
      radius + wide,
    )
    fillRounded(
      context,
      { x: x - 1, y: y + 1, width: width + 2, height: height + Math.round(1 * unit) },
      radius + 1,
    )
  }
  context.globalAlpha = 1
}

function paintText(brush: Brush, note: SceneNote, { fontSize, lines }: TextLayout): void {
  const { context } = brush
  brush.inUnits()
  brush.font(fontSize)
  const left = note.x + noteMargin.side
  const right = note.x + noteSide - noteMargin.side
  let y = note.y + noteMargin.top + baseline * fontSize
  for (const line of lines) {
    if (line.isRightToLeft) {
      context.direction = 'rtl'
      context.textAlign = 'right'
      context.fillText(line.text, right, y)
      context.direction = 'ltr'
      context.textAlign = 'left'
    } else context.fillText(line.text, left, y)
    y += fontSize * lineHeight
  }
}

function paintBars(brush: Brush, note: SceneNote, { fontSize, lines }: TextLayout): void {
  for (const [index, line] of lines.entries()) {
    const share = Math.min(1, (line.text.length * fontSize * 0.52) / (noteSide - 2 * noteMargin.side))
    paintBar(
      brush,
      note,
      noteMargin.top + (index + 0.3) * fontSize * lineHeight,
      fontSize,
      share,
      line.isRightToLeft,
    )
  }
}

/** Bars for a text whose lines are not known yet: working them out would cost more than drawing them. */
function paintEstimate(brush: Brush, scene: Scene, note: SceneNote): void {
  const known = scene.knownLayoutOf(note)
  if (known) return paintBars(brush, note, known)
  const size = note.text.length < 30 ? 26 : note.text.length < 70 ? 20 : 16
  const perLine = (noteSide - 2 * noteMargin.side) / (size * 0.52)
  const lines = Math.min(8, Math.ceil(note.text.length / perLine))
  for (let index = 0; index < lines; index += 1) {
    const share = index === lines - 1 ? Math.max(0.2, (note.text.length / perLine) % 1) : 0.94
    paintBar(brush, note, noteMargin.top + (index + 0.3) * size * lineHeight, size, share, false)
  }
}

function paintBar(
  brush: Brush,
  note: SceneNote,
  fromTop: number,
  size: number,
  share: number,
  isRightToLeft: boolean,
): void {
  const { context, scale } = brush
  const room = noteSide - 2 * noteMargin.side
  const x = note.x + noteMargin.side + (isRightToLeft ? room * (1 - share) : 0)
  brush.inPixels()
  context.globalAlpha = 0.45
  const height = Math.max(1, Math.round(size * 0.42 * scale))
  context.fillRect(brush.left(x), brush.top(note.y + fromTop), Math.round(room * share * scale), height)
  context.globalAlpha = 1
}
