import { noteSide } from '../geometry/sizes.ts'
import type { Rect, Size } from '../geometry/rect.ts'

/**
 * The layout of a note with a photo, the same on screen and in PDF. The photo stands at the upper edge from
 * side to side, and the text below it is the caption. Without text the photo fills the square. Dots and the
 * corner mark stand where every note has them.
 */

/** Board units. Leaves room for two lines of readable type below. Not measured. */
export const captionedPhotoHeight = 116

/** Distance of a caption's first line from the note's upper edge, in board units. */
export const captionTop = captionedPhotoHeight + 8

/** Spaces alone are no caption. */
export function hasCaption(text: string): boolean {
  return text.trim() !== ''
}

/**
 * The photo's place, from the note's upper left corner. A caption that makes the note taller does not
 * change it.
 */
export function photoFrame(text: string): Rect {
  return { x: 0, y: 0, width: noteSide, height: hasCaption(text) ? captionedPhotoHeight : noteSide }
}

/** The visible part of a photo in a frame, in the photo's pixels: its middle, in the frame's shape. */
export function coveringPart(picture: Size, frame: Size): Rect {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height)
  const width = frame.width * scale
  const height = frame.height * scale
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height }
}
