import { noteSide } from '#shared/geometry/note-side.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import type { CanvasStyle } from './style.ts'
import type { Context2D } from './surface.ts'

/** Height of the lock on a note, board units: as large as the mark of its tint, and as quiet. */
const noteLock = 11

/** The sign of a locked note, beside the mark of its tint. */
export function paintNoteLock(brush: Brush, note: SceneNote, { palette }: CanvasStyle): void {
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
export const lockWidth = 0.75
