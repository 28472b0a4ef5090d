import { Blob as FontData, Buffer as ShapingBuffer, Face, Font, shape } from 'harfbuzzjs'

/** A font that text is measured with. HarfBuzz shapes text as the compiler of the PDF does. */
export interface ShapedFont {
  /** The width of these words on one line, in ems. */
  readonly widthOf: (words: string) => number
  readonly has: (codePoint: number) => boolean
}

export function openFont(bytes: Uint8Array): ShapedFont {
  const face = new Face(new FontData(bytes))
  const font = new Font(face)
  const buffer = new ShapingBuffer()
  return {
    widthOf: (words) => {
      buffer.reset()
      buffer.addText(words)
      buffer.guessSegmentProperties()
      shape(font, buffer)
      return buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0) / face.upem
    },
    has: (codePoint) => font.nominalGlyph(codePoint) !== undefined,
  }
}
