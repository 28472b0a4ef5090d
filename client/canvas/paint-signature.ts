import { shortSignature, signaturePlace } from '#shared/board/signatures.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import type { CanvasStyle } from './style.ts'

/** The name with which its author signed a note, or the words of its blanks. Measuring the name would cost more than drawing it. */
export function paintSignature(
  brush: Brush,
  { x, y, rect, signature, blanks }: SceneNote,
  { palette, words }: CanvasStyle,
): void {
  const { context } = brush
  const { fontSize, fromRight, fromBottom, maxWidth } = signaturePlace
  brush.inUnits()
  brush.font(fontSize, 500)
  context.fillStyle = palette.onNote.inkSoft
  context.textAlign = 'right'
  const at = { x: x + noteSide - fromRight, y: y + rect.height - fromBottom }
  context.fillText(shortSignature(signature ?? words.blanks(blanks)), at.x, at.y, maxWidth)
  context.textAlign = 'left'
}
