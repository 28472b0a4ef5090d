import { noteSide } from '#shared/geometry/sizes.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { coveringPart, hasCaption, photoFrame } from '#shared/text/photo-note.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import type { Shown } from '../view/view-state.ts'
import { detail, type CanvasStyle } from './style.ts'

/**
 * The picture of a note on its paper, `body` and the radius of its corners being the note's in device pixels. Until the picture is here, or should it
 * be nowhere, a darker field of the note's own tint stands in its place.
 */
export function paintPhoto(
  brush: Brush,
  note: SceneNote,
  body: Rect,
  radius: number,
  style: CanvasStyle,
  shown: Shown,
): void {
  const { photo } = note
  if (!photo) return
  const { context, scale } = brush
  // The first words of a caption appear where the caption will be.
  const isFull = !hasCaption(note.text) && shown.editing !== note.id
  const frame = photoFrame(isFull ? '' : note.text || 'caption')
  const height = isFull ? body.height : Math.round(frame.height * scale)
  const isRound = radius >= 1.9
  if (isRound) {
    context.save()
    context.beginPath()
    context.roundRect(body.x, body.y, body.width, height, [
      radius,
      radius,
      ...(isFull ? [radius, radius] : [0, 0]),
    ])
    context.clip()
  }
  const picture = shown.pictureOf(note, photo, frame, scale)
  if (picture) {
    const part = coveringPart(picture, frame)
    context.drawImage(picture, part.x, part.y, part.width, part.height, body.x, body.y, body.width, height)
  } else paintPlaceholder(brush, note, { ...body, height }, style)
  if (isRound) context.restore()
  paintPlates(brush, note, style, shown, isFull)
}

function paintPlaceholder(
  { context, scale }: Brush,
  { tint }: SceneNote,
  { x, y, width, height }: Rect,
  { palette }: CanvasStyle,
): void {
  context.fillStyle = palette.marks[tint]
  context.globalAlpha = 0.2
  context.fillRect(x, y, width, height)
  const unit = scale * 2
  if (unit >= 0.5) {
    const left = x + width / 2 - 12 * unit
    const top = y + height / 2 - 10 * unit
    context.globalAlpha = 0.35
    context.beginPath()
    context.arc(left + 17 * unit, top + 4 * unit, 3 * unit, 0, 2 * Math.PI)
    context.moveTo(left, top + 20 * unit)
    context.lineTo(left + 9 * unit, top + 6 * unit)
    context.lineTo(left + 14 * unit, top + 14 * unit)
    context.lineTo(left + 17 * unit, top + 10.5 * unit)
    context.lineTo(left + 24 * unit, top + 20 * unit)
    context.fill()
  }
  context.globalAlpha = 1
}

/** Board units: around the mark, more for the lock beside it, and as high as a row of dots. */
const plate = { side: 18, lock: 15, row: 32 } as const

/** A photo gets some paper under the mark in its corner and, where it covers the whole note, under the dots. */
function paintPlates(
  brush: Brush,
  { id, tint, x, y, rect }: SceneNote,
  { palette }: CanvasStyle,
  shown: Shown,
  isFull: boolean,
): void {
  const { context } = brush
  const isVotedOn =
    shown.vote !== null && (shown.vote.kind === 'open' ? shown.vote.options : shown.vote.ranked).has(id)
  const hasMarks = brush.camera.zoom >= detail.marks
  brush.inUnits()
  context.fillStyle = palette.tints[tint]
  context.globalAlpha = 0.88
  if (isFull && isVotedOn) context.fillRect(x, y + rect.height - plate.row, noteSide, plate.row)
  if (hasMarks) {
    const width = plate.side + (shown.locked.has(id) ? plate.lock : 0)
    context.beginPath()
    context.roundRect(x + noteSide - width, y, width, plate.side, [0, 6, 0, 5])
    context.fill()
  }
  context.globalAlpha = 1
  brush.inPixels()
}
