import { noteSide } from '../geometry/note-side.ts'
import { captionTop, hasCaption } from './photo-note.ts'
import { graphemeStarts, isRightToLeft, paragraphsOf, segmentsOf } from './breaks.ts'

/** Width of a text at a type size, both in board units. Must grow in proportion to the size. */
export type Measure = (text: string, fontSize: number) => number

export interface TextLine {
  readonly text: string
  /** The base direction of its paragraph: such a line begins at the right edge. */
  readonly isRightToLeft: boolean
}

/** How a note's text stands on its paper; the same on screen and in the PDF. */
export interface TextLayout {
  readonly fontSize: number
  readonly lines: readonly TextLine[]
  /** Of the whole note: `noteSide`, or more when the text does not fit at the smallest size. */
  readonly height: number
}

/** Board units. The lower margin is where dots stand. Taste, on the 4 px grid. */
export const noteMargin = { side: 14, top: 14, bottom: 28 } as const

/** Distance between baselines, as a multiple of the type size. */
export const lineHeight = 1.25

/** Where a line's baseline is within its height, as a multiple of the type size: centres Inter's ascent and descent. */
export const baseline = 0.988

export const noteFontSizes = [26, 24, 22, 20, 18, 16, 14, 13, 12] as const

/** A caption stands back behind its picture: taste. */
const largestCaptionSize = 18

/** A word that no line can hold is cut, but never to shout: only from this size down. */
const largestCutSize = 16

const smallest = noteFontSizes[noteFontSizes.length - 1] ?? 12

/** Widths are taken once, at a size where a font's rounding does not show, and scaled. */
const measuredSize = 100

/** So many texts' layouts are kept by measure; a board of ten thousand notes fits. */
const keptLayouts = 24_000

/** So many words are: more than the vocabulary of a board. */
const keptSegments = 20_000

interface Segment {
  readonly text: string
  /** At type size 1: without and with the spaces that follow. */
  readonly ink: number
  readonly advance: number
}

interface Paragraph {
  readonly segments: readonly Segment[]
  readonly isRightToLeft: boolean
}

/** By text; captions apart. */
interface Kept {
  readonly notes: Map<string, TextLayout>
  readonly captions: Map<string, TextLayout>
  /** What lines are made of: with every letter typed, all words of a text but one are known. */
  readonly segments: Map<string, Segment>
}

const kept = new WeakMap<Measure, Kept>()

/**
 * Sets a note's text: the largest size at which it fits the square, else the smallest and a taller note. Below a
 * photo it begins at `captionTop`.
 */
export function layoutText(text: string, measure: Measure, hasPhoto = false): TextLayout {
  const caches = keptFor(measure)
  const cache = hasPhoto ? caches.captions : caches.notes
  const known = cache.get(text)
  if (known) return known
  if (cache.size >= keptLayouts) cache.clear()
  const layout = hasPhoto ? fitCaption(text, measure) : fit(text, measure, noteFontSizes, noteMargin.top)
  cache.set(text, layout)
  return layout
}

function keptFor(measure: Measure): Kept {
  const known = kept.get(measure)
  if (known) return known
  const none: Kept = { notes: new Map(), captions: new Map(), segments: new Map() }
  kept.set(measure, none)
  return none
}

/** The layout if it has been worked out already: for a painter that has no time for it now. */
export function keptLayout(text: string, measure: Measure, hasPhoto = false): TextLayout | undefined {
  const caches = kept.get(measure)
  return (hasPhoto ? caches?.captions : caches?.notes)?.get(text)
}

const lineEnds = /[\n\r\u2028\u2029\u0085]/
const beyondLatin = /[^\0-\u024f]/

/** What was measured is no longer true: a font has arrived. */
export function forgetLayouts(measure: Measure): void {
  kept.delete(measure)
}

/** True when the text surely fits the square, however wide its letters are: no layout is needed to know the height. */
export function surelyFits(text: string, hasPhoto = false): boolean {
  // At size 12 there are ten lines of at least ten wide emoji, below a photo three; half of each may be lost to breaking.
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
    const isAnyCut = widest * fontSize > width
    if (isAnyCut && fontSize > largestCutSize) continue
    // However well they were filled, there would be too many lines.
    if (!isAnyCut && ((whole * fontSize) / width) * fontSize * lineHeight > room) continue
    const lines = wrap(paragraphs, width, fontSize, measure)
    if (lines.length * fontSize * lineHeight <= room && (!isAnyCut || !fitsUncut(fontSize))) {
      return { fontSize, lines, height: noteSide }
    }
  }
  const lines = wrap(paragraphs, width, smallest, measure)
  const needed = Math.ceil(lines.length * smallest * lineHeight + top + noteMargin.bottom)
  return { fontSize: smallest, lines, height: Math.max(noteSide, needed) }

  // A smaller size that holds every word whole is better than a larger one that cuts one.
  function fitsUncut(above: number): boolean {
    return sizes.some((size) => size < above && widest * size <= width)
  }
}

/** One paragraph in lines of this width. */
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
  const { segments } = keptFor(measure)
  const known = segments.get(text)
  if (known) return known
  if (segments.size >= keptSegments) segments.clear()
  const inked = text.trimEnd()
  const advance = measure(text, measuredSize) / measuredSize
  const ink = inked === text ? advance : measure(inked, measuredSize) / measuredSize
  const segment = { text, advance, ink }
  segments.set(text, segment)
  return segment
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

/** Cuts a word too long for any line, between graphemes, each piece as long as a line holds and never empty. */
function cut(word: string, most: number, measure: Measure): readonly string[] {
  const starts = graphemeStarts(word)
  const fits = (from: number, to: number) =>
    measure(word.slice(starts[from], starts[to] ?? word.length).trimEnd(), measuredSize) / measuredSize <=
    most
  const pieces: string[] = []
  let from = 0
  while (from < starts.length) {
    let low = from + 1
    let high = starts.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (fits(from, middle)) low = middle
      else high = middle - 1
    }
    pieces.push(word.slice(starts[from], starts[low] ?? word.length))
    from = low
  }
  return pieces
}
