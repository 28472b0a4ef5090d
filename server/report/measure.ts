import type { Measure } from '#shared/text/layout.ts'
import { FontName, fontsFor, readFont, scripts } from './fonts.ts'
import { runsOf } from './runs.ts'
import { Blob as FontData, Buffer as ShapingBuffer, Face as FontFace, Font, shape } from 'harfbuzzjs'

/** Widths of text in the fonts of the PDF, so that lines break as they are printed. */
export interface PrintedMeasure {
  readonly measure: Measure
  /** True once a sign was measured that no font has. */
  readonly isAnyMissing: () => boolean
}

/** `text`: everything to be measured. */
export async function openPrintedMeasure(text: string): Promise<PrintedMeasure> {
  const faces = await openFaces(text)
  const known = new Map<string, number>()
  let isAnyMissing = false
  const onMissing = (): void => void (isAnyMissing = true)
  return {
    isAnyMissing: () => isAnyMissing,
    measure: (word, fontSize) => {
      let width = known.get(word)
      if (width === undefined) known.set(word, (width = widthOf(word, faces, onMissing)))
      return width * fontSize
    },
  }
}

/** Fonts in order of preference. */
type Face = readonly [ShapedFont, ...ShapedFont[]]

/** The faces of the templates; see `facesOf` in typst.ts. */
interface Faces {
  readonly plain: Face
  readonly japanese: Face
  readonly emoji: Face
}

const { sans, arabic, hebrew, thai, devanagari, chinese, japanese, korean, emoji } = FontName

async function openFaces(text: string): Promise<Faces> {
  const names = fontsFor(text).filter((name) => name !== FontName.serif && !name.endsWith('Strong'))
  const fonts = new Map<FontName, ShapedFont>()
  for (const name of names) fonts.set(name, openFont(await readFont(name)))
  const first = fonts.get(sans)
  if (!first) throw new Error('every file needs the font for Latin letters')
  const after = (...wanted: readonly FontName[]): Face => [
    first,
    ...wanted.flatMap((name) => fonts.get(name) ?? []),
  ]
  const drawn = fonts.get(emoji)
  return {
    plain: after(arabic, hebrew, thai, devanagari, chinese, japanese, korean, emoji),
    japanese: after(arabic, hebrew, thai, devanagari, japanese, chinese, korean, emoji),
    emoji: drawn ? [drawn, first] : [first],
  }
}

function widthOf(word: string, faces: Faces, onMissing: () => void): number {
  const plain = scripts.kana.test(word) ? faces.japanese : faces.plain
  let width = 0
  for (const [place, run] of runsOf(word).entries()) {
    width += widthIn(place % 2 === 1 ? faces.emoji : plain, run, onMissing)
  }
  return width
}

/** Stands for a sign that no font has. */
const square = '□'
/** Signs that take the font of the letter before them. */
const joined = /[\p{M}\u200C\u200D]/u

/** Width of a run. Each sign has the first font that contains it. Neighbours of one font are shaped together. */
function widthIn(face: Face, run: string, onMissing: () => void): number {
  let width = 0
  let font = face[0]
  let stretch = ''
  for (const sign of run) {
    const found = stretch !== '' && joined.test(sign) ? font : fontWith(face, sign)
    if (!found) onMissing()
    const next = found ?? face[0]
    if (next !== font) {
      width += font.widthOf(stretch)
      font = next
      stretch = ''
    }
    stretch += found ? sign : square
  }
  return width + font.widthOf(stretch)
}

function fontWith(face: Face, sign: string): ShapedFont | undefined {
  const code = sign.codePointAt(0) ?? 0
  return face.find((font) => font.has(code))
}

/** A font that text is measured with. HarfBuzz shapes text as the compiler of the PDF does. */
export interface ShapedFont {
  /** The width of these words on one line, in ems. */
  readonly widthOf: (words: string) => number
  readonly has: (codePoint: number) => boolean
}

export function openFont(bytes: Uint8Array): ShapedFont {
  const face = new FontFace(new FontData(bytes))
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
