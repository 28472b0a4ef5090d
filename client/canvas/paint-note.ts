import { noteSide } from '#shared/geometry/sizes.ts'
import { baseline, lineHeight, noteMargin, type TextLayout } from '#shared/text/layout.ts'
import { captionTop } from '#shared/text/photo-note.ts'
import { inset, type Rect } from '#shared/geometry/rect.ts'
import type { Scene, SceneNote } from '../model/document/scene.ts'
import { fillRounded, snapped, strokeRounded, type Brush } from './brush.ts'
import { paintPhoto } from './paint-photo.ts'
import type { roomOfDots } from '../view/dots.ts'
import type { Shown } from '../view/view-state.ts'
import type { paintDots } from './paint-dots.ts'
import { detail, smallestText, type CanvasStyle } from './style.ts'
import { shortSignature, signaturePlace } from '#shared/board/signatures.ts'
import type { Context2D } from './surface.ts'
import type { Tint } from '#shared/board/note.ts'

export const noteRadius = 6

interface LatePainters {
  /** Text without paper, and notes of other sizes. */
  unusual: typeof paintNote
  /** The layout of letters that would be too small. */
  legible: (note: SceneNote, layout: TextLayout, zoom: number, scene: Scene) => TextLayout
  /** Dots and results of votes. */
  dots: typeof paintDots
  roomOfDots: typeof roomOfDots
}

/** Their code comes behind the first paint. */
export const painters: Partial<LatePainters> = {}

/** The fewer pixels a note has, the less of it is drawn: a rectangle, then bars for lines, then text. `isLifted`: it is held above the board. */
export function paintNote(
  brush: Brush,
  scene: Scene,
  note: SceneNote,
  style: CanvasStyle,
  shown: Shown,
  isLifted = false,
): void {
  if (note.form || note.times !== 1) return painters.unusual?.(brush, scene, note, style, shown, isLifted)
  const { context, scale } = brush
  const { zoom } = brush.camera
  const body = snapped(brush, note.rect)
  brush.inPixels()
  if (zoom >= detail.bars) {
    if (isLifted) paintLiftedShadow(brush, body, style)
    else paintShadow(brush, body, style)
  }
  context.fillStyle = style.palette.tints[note.tint]
  fillRounded(context, body, noteRadius * scale, 1.9)
  if (note.photo && zoom >= detail.bars) paintPhoto(brush, note, body, noteRadius * scale, style, shown)
  if (zoom >= detail.marks) {
    paintEdge(brush, note, body, style)
    paintCornerMark(brush, note, style)
    if (shown.locked.size > 0 && shown.locked.has(note.id)) paintNoteLock(brush, note, style)
    if (hasSignature(note)) paintSignature(brush, note, style)
  }
  if (note.text === '' || shown.editing === note.id || zoom < detail.bars) return
  const whole = zoom < detail.text ? undefined : scene.layoutToPaint(note)
  const layout = whole && !note.photo ? (painters.legible?.(note, whole, zoom, scene) ?? whole) : whole
  if (layout && layout.fontSize * zoom >= smallestText) {
    context.fillStyle = style.palette.onNote.ink
    paintText(brush, note, layout)
    return
  }
  context.fillStyle = style.mixed.bars[note.tint]
  if (layout) paintBars(brush, note, layout)
  else paintEstimate(brush, scene, note)
}

/** A hairline around the paper: a note over another of its colour is still seen to be one. */
function paintEdge(
  { context, scale, ratio }: Brush,
  { tint }: SceneNote,
  body: Rect,
  style: CanvasStyle,
): void {
  const line = Math.max(1, Math.round(ratio))
  context.strokeStyle = style.mixed.edges[tint]
  context.lineWidth = line
  strokeRounded(context, inset(body, line / 2), noteRadius * scale - line / 2)
}

/**
 * Draws a few flat steps below and beside the note instead of a blur, and only where they show. A blurred shadow of every
 * note costs as much as the whole board; a shadow behind the whole note costs as much as the note itself.
 */
function paintShadow(
  { context, scale }: Brush,
  { x, y, width, height }: Rect,
  { palette, isDark, mixed }: CanvasStyle,
): void {
  if (scale < 0.45) {
    context.fillStyle = mixed.farShadow
    context.fillRect(x, y + height, width, 1)
    return
  }
  const radius = noteRadius * scale
  const tall = Math.min(height, Math.round(4 * radius))
  context.fillStyle = palette.shadow
  for (const [wide, below, alpha] of shadowSteps) {
    const out = Math.floor(wide * scale)
    const down = Math.round(below * scale)
    context.globalAlpha = isDark ? 2.5 * alpha : alpha
    const lower = { x: x - out, y: y + height - tall, width: width + 2 * out, height: tall + down }
    fillRounded(context, lower, Math.min(radius + out, tall / 2))
    if (out === 0) continue
    context.fillRect(x - out, y + radius + out, out, height - tall - radius - out)
    context.fillRect(x + width, y + radius + out, out, height - tall - radius - out)
  }
  context.globalAlpha = 1
}

/** How far beside and below, board units, and how dark. */
const shadowSteps = [
  [0.4, 4, 0.025],
  [0.2, 2.5, 0.04],
  [0, 1, 0.07],
] as const

/** Wider and deeper, in many steps: it is painted once, when the note is taken up. */
function paintLiftedShadow(
  { context, scale, ratio }: Brush,
  { x, y, width, height }: Rect,
  { palette, isDark }: CanvasStyle,
): void {
  const unit = Math.min(1.5 * ratio, Math.max(0.5 * ratio, scale))
  context.fillStyle = palette.shadow
  context.globalAlpha = isDark ? 0.07 : 0.02
  for (let step = liftedSteps; step > 0; step -= 1) {
    const out = step * unit
    const around = { x: x - out, y: y + out, width: width + 2 * out, height }
    fillRounded(context, around, noteRadius * scale + out)
  }
  context.globalAlpha = 1
}

/** Not measured. */
const liftedSteps = 9

/** Below a picture the text is its caption. Board units from the note's upper edge. */
function textTop({ photo }: SceneNote): number {
  return photo ? captionTop : noteMargin.top
}

export function paintText(brush: Brush, note: SceneNote, layout: TextLayout): void {
  const { context } = brush
  const { fontSize, lines } = layout
  brush.inUnits()
  brush.font(fontSize)
  const left = note.x + noteMargin.side
  const right = note.x + note.rect.width - noteMargin.side
  const { first, last } = linesIn(brush, note, layout)
  for (let index = first; index < last; index += 1) {
    const line = lines[index]
    if (!line) continue
    const y = note.y + textTop(note) + (index * lineHeight + baseline) * fontSize
    if (line.isRightToLeft) {
      context.direction = 'rtl'
      context.textAlign = 'right'
      context.fillText(line.text, right, y)
      context.direction = 'ltr'
      context.textAlign = 'left'
    } else context.fillText(line.text, left, y)
  }
}

/** Tall marks reach this many lines beyond their own. */
const lineReach = 8

/** The lines that show on the canvas: of ten thousand lines in a note, a screen has room for some dozens. */
function linesIn(
  { rows }: Brush,
  note: SceneNote,
  { fontSize, lines }: TextLayout,
): { readonly first: number; readonly last: number } {
  const lineAt = (y: number) => Math.floor((y - note.y - textTop(note)) / (fontSize * lineHeight))
  return {
    first: Math.max(0, lineAt(rows.from) - lineReach),
    last: Math.min(lines.length, lineAt(rows.to) + lineReach),
  }
}

function paintBars(brush: Brush, note: SceneNote, layout: TextLayout): void {
  const { fontSize, lines } = layout
  const { first, last } = linesIn(brush, note, layout)
  for (let index = first; index < last; index += 1) {
    const line = lines[index]
    if (!line) continue
    const share = Math.min(1, (line.text.length * fontSize * 0.52) / (note.rect.width - 2 * noteMargin.side))
    paintBar(
      brush,
      note,
      textTop(note) + (index + 0.3) * fontSize * lineHeight,
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
  const size = note.photo ? 16 : note.text.length < 30 ? 26 : note.text.length < 70 ? 20 : 16
  const perLine = (noteSide - 2 * noteMargin.side) / (size * 0.52)
  const lines = Math.min(note.photo ? 2 : 8, Math.ceil(note.text.length / perLine))
  for (let index = 0; index < lines; index += 1) {
    const share = index === lines - 1 ? Math.max(0.2, (note.text.length / perLine) % 1) : 0.94
    paintBar(brush, note, textTop(note) + (index + 0.3) * size * lineHeight, size, share, false)
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
  const room = note.rect.width - 2 * noteMargin.side
  const x = note.x + noteMargin.side + (isRightToLeft ? room * (1 - share) : 0)
  brush.inPixels()
  const height = Math.max(1, Math.round(size * 0.42 * scale))
  context.fillRect(brush.left(x), brush.top(note.y + fromTop), Math.round(room * share * scale), height)
}

/** True for a note with words on its lower margin. */
export function hasSignature({
  signature,
  blanks,
  isLate,
}: Pick<SceneNote, 'signature' | 'blanks' | 'isLate'>): boolean {
  return signature !== undefined || blanks !== undefined || isLate === true
}

/** The name with which its author signed a note, or the words of its blanks; and that it came late. Measuring the name would cost more than drawing it. */
function paintSignature(
  brush: Brush,
  { x, y, rect, signature, blanks, isLate }: SceneNote,
  { palette, words }: CanvasStyle,
): void {
  const { context } = brush
  const { fontSize, fromRight, fromBottom, maxWidth } = signaturePlace
  brush.inUnits()
  brush.font(fontSize, 500)
  context.fillStyle = palette.onNote.inkSoft
  context.textAlign = 'right'
  const at = { x: x + noteSide - fromRight, y: y + rect.height - fromBottom }
  const parts = [shortSignature(signature ?? words.blanks(blanks)), isLate ? words.addedLater : '']
  context.fillText(parts.filter((part) => part !== '').join(' · '), at.x, at.y, maxWidth)
  context.textAlign = 'left'
}

/** Height of the lock on a note, board units: as large as the mark of its tint, and as quiet. */
const noteLock = 11

/** The sign of a locked note, beside the mark of its tint. */
function paintNoteLock(brush: Brush, note: SceneNote, { palette }: CanvasStyle): void {
  brush.inUnits()
  paintLock(brush.context, note.x + noteSide - 28, note.y + 4, noteLock, palette.onNote.inkSoft)
}

/** A small padlock with its upper left corner at x, y; three quarters as wide as high. */
export function paintLock(context: Context2D, x: number, y: number, height: number, colour: string): void {
  const width = lockWidth * height
  const top = 0.45 * height
  context.fillStyle = colour
  context.strokeStyle = colour
  context.lineWidth = 0.12 * height
  context.beginPath()
  context.roundRect(x, y + top, width, height - top, 0.12 * height)
  context.fill()
  context.beginPath()
  const radius = 0.26 * width + 0.06 * height
  context.moveTo(x + width / 2 - radius, y + top)
  context.arc(x + width / 2, y + radius + 0.06 * height, radius, Math.PI, 0)
  context.lineTo(x + width / 2 + radius, y + top)
  context.stroke()
}

/** In heights. */
const lockWidth = 0.75

/** Half the side of a mark, and the distance of its middle from the corner, board units. */
const half = 4
const fromCorner = 9

/** Colour is never the only sign of a tint: each has a small shape in the upper right corner. None is a disc or a ring, as dots are. */
function paintCornerMark(brush: Brush, note: SceneNote, { palette }: CanvasStyle): void {
  const { context } = brush
  brush.inUnits()
  context.fillStyle = palette.signs[note.tint]
  context.beginPath()
  cornerShape(context, note.tint, note.x + noteSide - fromCorner, note.y + fromCorner)
  context.fill()
}

/** Adds the shape of a tint around the point to the path. */
function cornerShape(path: CanvasPath, tint: Tint, x: number, y: number): void {
  switch (tint) {
    case 'sand':
      return path.rect(x - half + 0.5, y - half + 0.5, 2 * half - 1, 2 * half - 1)
    case 'sun':
      return path.rect(x - half, y - 1.25, 2 * half, 2.5)
    case 'apricot':
      return polygon(path, [x, y - half, x + half, y + half - 1, x - half, y + half - 1])
    case 'rose':
      return polygon(path, [x, y - half - 0.5, x + half + 0.5, y, x, y + half + 0.5, x - half - 0.5, y])
    case 'lilac':
      path.rect(x - half, y - 1.25, 2 * half, 2.5)
      path.rect(x - 1.25, y - half, 2.5, half - 1.25)
      return path.rect(x - 1.25, y + 1.25, 2.5, half - 1.25)
    case 'sky':
      path.rect(x - half, y - half + 0.5, 2 * half, 2.5)
      return path.rect(x - half, y + half - 3, 2 * half, 2.5)
    case 'mint':
      return polygon(path, [x - half, y - half, x + half, y - half, x, y + half - 1])
    case 'sage':
      path.moveTo(x - half, y + half)
      path.quadraticCurveTo(x - half, y - half, x + half, y - half)
      path.quadraticCurveTo(x + half, y + half, x - half, y + half)
      return path.closePath()
  }
}

function polygon(path: CanvasPath, points: readonly number[]): void {
  path.moveTo(points[0] ?? 0, points[1] ?? 0)
  for (let index = 2; index < points.length; index += 2)
    path.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
  path.closePath()
}
