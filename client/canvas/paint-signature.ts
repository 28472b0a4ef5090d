import { shortSignature, signaturePlace } from '#shared/board/signatures.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Brush } from './brush.ts'
import type { CanvasStyle } from './style.ts'

/** True for a note with words on its lower margin. */
export function hasSignature({ signature, blanks, isLate }: SceneNote): boolean {
  return signature !== undefined || blanks !== undefined || isLate === true
}

/** The name with which its author signed a note, or the words of its blanks; and that it came late. Measuring the name would cost more than drawing it. */
export function paintSignature(
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
