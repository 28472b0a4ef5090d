import { noteSide } from '../geometry/note-side.ts'
import type { Rect, Size } from '../geometry/rect.ts'

/**
 * How a photo note stands on its paper, the same on screen and in PDF: a note like any other, its picture at the upper
 * edge from side to side, its text below as the caption; without text the picture fills the square. Dots and the
 * corner mark stand where every note has them.
 */

/** Board units: two lines of readable type stay below it. Taste. */
export const captionedPhotoHeight = 116

/** Where a caption's first line begins, from the note's upper edge. Board units. */
export const captionTop = captionedPhotoHeight + 8

/** Spaces alone are no caption. */
export function hasCaption(text: string): boolean {
  return text.trim() !== ''
}

/** Where the picture stands, from the note's upper left corner. A caption that needs a taller note leaves it as it is. */
export function photoFrame(text: string): Rect {
  return { x: 0, y: 0, width: noteSide, height: hasCaption(text) ? captionedPhotoHeight : noteSide }
}

/** What of a picture is seen in a frame, in the picture's own units: as much of its middle as has the frame's shape. */
export function coveringPart(picture: Size, frame: Size): Rect {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height)
  const width = frame.width * scale
  const height = frame.height * scale
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height }
}
