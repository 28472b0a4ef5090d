import { bareText, noteSide } from '../geometry/sizes.ts'
import { captionTop, hasCaption } from './photo-note.ts'
import { withoutEndlessSigns } from './in-line.ts'
import { graphemeStarts, isRightToLeft, paragraphsOf, segmentsOf } from './breaks.ts'

/** Width of a text at a type size, both in board units. Must grow in proportion to the size. */
export type Measure = (text: string, fontSize: number) => number

export interface TextLine {
  readonly text: string
  /** The base direction of its paragraph: such a line begins at the right edge. */
  readonly isRightToLeft: boolean
}

/** The layout of a note's text, the same on screen and in the PDF. */
export interface TextLayout {
  readonly fontSize: number
  readonly lines: readonly TextLine[]
  /** Height of the whole note: `noteSide`, or more when the text does not fit at the smallest size. */
  readonly height: number
}

/** Board units, on the 4 px grid. Not measured. Dots stand on the lower margin. */
export const noteMargin = { side: 14, top: 14, bottom: 28 } as const

/** Distance between baselines, as a multiple of the type size. */
export const lineHeight = 1.25

/** Place of the baseline in a line, as a multiple of the type size. Centres Inter's ascent and descent. */
export const baseline = 0.988

export const noteFontSizes = [26, 24, 22, 20, 18, 16, 14, 13, 12] as const

/** A caption is smaller than other notes, so that the photo stands out. Not measured. */
const largestCaptionSize = 18

/** A word that no line can hold is cut, but only at this size or below. Not measured. */
const largestCutSize = 16

const smallest = noteFontSizes[noteFontSizes.length - 1] ?? 12

/** Widths are measured once and scaled. A font's rounding does not show at this size. */
const measuredSize = 100

/** A longer word is measured in pieces: browsers take ten times as long for 20,000 letters at once. */
const longestMeasured = 200

/** Layouts in the cache of one measure. A board of ten thousand notes fits. */
const layoutLimit = 24_000

/** Words in the cache: more than the vocabulary of a board. */
const segmentLimit = 20_000

interface Segment {
  readonly text: string
  /** Width at type size 1, without (`ink`) and with (`advance`) the spaces after it. */
  readonly ink: number
  readonly advance: number
}

interface Paragraph {
  readonly segments: readonly Segment[]
  readonly isRightToLeft: boolean
}

/** By text. Captions have a cache of their own. */
interface LayoutCache {
  readonly notes: Map<string, TextLayout>
  readonly captions: Map<string, TextLayout>
  /** The parts of lines. After each typed letter, all words of a text but one are known. */
  readonly segments: Map<string, Segment>
}

const cachesOf = new WeakMap<Measure, LayoutCache>()

/**
 * Lays out a note's text at the largest size that fits the square. Else it takes the smallest size and a
 * taller note. Below a photo the text begins at `captionTop`.
 */
export function layoutText(text: string, measure: Measure, hasPhoto = false): TextLayout {
  const caches = cacheOf(measure)
  const cache = hasPhoto ? caches.captions : caches.notes
  const known = cache.get(text)
  if (known) return known
  if (cache.size >= layoutLimit) cache.clear()
  const shown = withoutEndlessSigns(text)
  const layout = hasPhoto ? fitCaption(shown, measure) : fit(shown, measure, noteFontSizes, noteMargin.top)
  cache.set(text, layout)
  return layout
}

function cacheOf(measure: Measure): LayoutCache {
  const known = cachesOf.get(measure)
  if (known) return known
  const none: LayoutCache = { notes: new Map(), captions: new Map(), segments: new Map() }
  cachesOf.set(measure, none)
  return none
}

/** The layout of words without paper, of which a board has few: no cache keeps it. Its height is that of the words. */
export function layoutBare(text: string, measure: Measure): TextLayout {
  const { fontSize, width } = bareText
  const paragraphs = paragraphsOf(withoutEndlessSigns(text)).map((paragraph) => measured(paragraph, measure))
  const lines = wrap(paragraphs, width - 2 * noteMargin.side, fontSize, measure)
  return { fontSize, lines, height: Math.ceil(lines.length * fontSize * lineHeight + 2 * noteMargin.top) }
}

/** The layout if it is in the cache, for a painter that has no time to make one. */
export function keptLayout(text: string, measure: Measure, hasPhoto = false): TextLayout | undefined {
  const caches = cachesOf.get(measure)
  return (hasPhoto ? caches?.captions : caches?.notes)?.get(text)
}

const lineEnds = /[\n\r\u2028\u2029\u0085]/
const beyondLatin = /[^\0-\u024f]/

/** Empties the cache, when a font has arrived and widths have changed. */
export function forgetLayouts(measure: Measure): void {
  cachesOf.delete(measure)
}

/**
 * True when the text fits the square with letters of any width. Its height is then known without a layout.
 */
export function surelyFits(text: string, hasPhoto = false): boolean {
  // At size 12 there are ten lines of ten wide emoji each, three below a photo. Breaking may waste half of
  // each.
  const [latin, any] = hasPhoto ? [27, 12] : [90, 40]
  return text.length <= latin && !lineEnds.test(text) && (text.length <= any || !beyondLatin.test(text))
}

const captionSizes = noteFontSizes.filter((size) => size <= largestCaptionSize)

function fitCaption(text: string, measure: Measure): TextLayout {
  return fit(hasCaption(text) ? text : '', measure, captionSizes, captionTop)
}

function fit(text: string, measure: Measure, sizes: readonly number[], top: number): TextLayout {
  if (text === '') return { fontSize: sizes[0] ?? smallest, lines: [], height: noteSide }
  const width = noteSide - 2 * noteMargin.side
  const room = noteSide - top - noteMargin.bottom
  const paragraphs = paragraphsOf(text).map((paragraph) => measured(paragraph, measure))
  const widest = Math.max(
    0,
    ...paragraphs.map(({ segments }) => Math.max(0, ...segments.map(({ ink }) => ink))),
  )
  const whole = paragraphs.reduce((sum, { segments }) => segments.reduce((all, { ink }) => all + ink, sum), 0)
  for (const fontSize of sizes) {
    if (paragraphs.length * fontSize * lineHeight > room) continue
    const isAnyCut = widest * fontSize > width
    if (isAnyCut && fontSize > largestCutSize) continue
    // Even full lines would be too many. Pieces of a cut word may join their letters more closely.
    const slack = isAnyCut ? 2 : 1
    if (((whole * fontSize) / width) * fontSize * lineHeight > slack * room) continue
    // Most sizes are too large, and their lines would be written in vain.
    if (!isAnyCut && lineCount(paragraphs, width / fontSize) * fontSize * lineHeight > room) continue
    const lines = wrap(paragraphs, width, fontSize, measure)
    if (lines.length * fontSize * lineHeight <= room && (!isAnyCut || !fitsUncut(fontSize))) {
      return { fontSize, lines, height: noteSide }
    }
  }
  const lines = wrap(paragraphs, width, smallest, measure)
  const needed = Math.ceil(lines.length * smallest * lineHeight + top + noteMargin.bottom)
  return { fontSize: smallest, lines, height: Math.max(noteSide, needed) }

  // A smaller size that cuts no word is better than a larger one that cuts one.
  function fitsUncut(above: number): boolean {
    return sizes.some((size) => size < above && widest * size <= width)
  }
}

/** Breaks one paragraph into lines of this width. */
export function linesIn(
  width: number,
  paragraph: string,
  fontSize: number,
  measure: Measure,
): readonly TextLine[] {
  return wrap([measured(paragraph, measure)], width, fontSize, measure)
}

function measured(paragraph: string, measure: Measure): Paragraph {
  const segments = segmentsOf(paragraph).map((text) => segmentOf(text, measure))
  return { segments, isRightToLeft: isRightToLeft(paragraph) }
}

function segmentOf(text: string, measure: Measure): Segment {
  const { segments } = cacheOf(measure)
  const known = segments.get(text)
  if (known) return known
  if (segments.size >= segmentLimit) segments.clear()
  const inked = text.trimEnd()
  const advance = widthOf(text, measure)
  const ink = inked === text ? advance : widthOf(inked, measure)
  const segment = { text, advance, ink }
  segments.set(text, segment)
  return segment
}

/** At type size 1. */
function widthOf(text: string, measure: Measure): number {
  let width = 0
  for (let from = 0; from < text.length;) {
    const end = from + longestMeasured
    const to = isLowSurrogate(text.charCodeAt(end)) ? end + 1 : end
    width += measure(text.slice(from, to), measuredSize) / measuredSize
    from = to
  }
  return width
}

/** The second half of a letter. */
function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

function wrap(
  paragraphs: readonly Paragraph[],
  width: number,
  fontSize: number,
  measure: Measure,
): readonly TextLine[] {
  const maxWidth = width / fontSize
  const lines: TextLine[] = []
  for (const { segments, isRightToLeft } of paragraphs) {
    let line = ''
    let used = 0
    const end = () => {
      lines.push({ text: line.trimEnd(), isRightToLeft })
      line = ''
      used = 0
    }
    for (const segment of segments) {
      if (used + segment.ink <= maxWidth) {
        line += segment.text
        used += segment.advance
        continue
      }
      if (line !== '') end()
      if (segment.ink <= maxWidth) {
        line = segment.text
        used = segment.advance
        continue
      }
      const pieces = cut(segment.text, maxWidth, measure)
      for (const piece of pieces.slice(0, -1)) lines.push({ text: piece, isRightToLeft })
      line = pieces[pieces.length - 1] ?? ''
      used = measure(line, measuredSize) / measuredSize
    }
    end()
  }
  return lines
}

/** The number of lines that `wrap` makes where each word fits a line. */
function lineCount(paragraphs: readonly Paragraph[], maxWidth: number): number {
  let count = paragraphs.length
  for (const { segments } of paragraphs) {
    let used = 0
    for (const [index, { ink, advance }] of segments.entries()) {
      if (used + ink <= maxWidth) used += advance
      else {
        if (index > 0) count += 1
        used = advance
      }
    }
  }
  return count
}

/** Cuts a word too long for any line between graphemes. Each piece fills a line and is never empty. */
function cut(word: string, maxWidth: number, measure: Measure): readonly string[] {
  const starts = graphemeStarts(word)
  const fits = (from: number, to: number) =>
    measure(word.slice(starts[from], starts[to] ?? word.length).trimEnd(), measuredSize) / measuredSize <=
    maxWidth
  const pieces: string[] = []
  let from = 0
  let expected = 1
  while (from < starts.length) {
    let low = from + 1
    let high = starts.length
    // Measures near the length of the piece before: measuring the rest of the word for each piece takes seconds.
    for (let step = expected; low + step < high; step *= 2) {
      if (fits(from, low + step)) low += step
      else high = low + step - 1
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (fits(from, middle)) low = middle
      else high = middle - 1
    }
    pieces.push(word.slice(starts[from], starts[low] ?? word.length))
    expected = low - from
    from = low
  }
  return pieces
}
