import type { Rect } from '#shared/geometry/rect.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { withoutEndlessSigns } from '#shared/text/in-line.ts'
import { cutTo } from '#shared/text/letters.ts'
import {
  lineHeight,
  linesIn,
  noteFontSizes,
  noteMargin,
  type Measure,
  type TextLayout,
  type TextLine,
} from '#shared/text/layout.ts'
import { paragraphsOf } from '#shared/text/breaks.ts'
import type { SceneNote } from '../model/document/scene.ts'
import { hasSignature } from './paint-note.ts'

/** The smallest letters that people read at a desk without leaning forward, CSS pixels. */
const legible = 14

/** No note shows more at such sizes. Not measured. */
const mostLetters = 400

/** Board units. */
const room = noteSide - 2 * noteMargin.side

const largest = noteFontSizes[0]

/** Where a line may end. A French sign stays with its word. */
const mayBreak = /[^\S\u00a0\u202f]|-/u

/** Larger layouts by size and room, of each usual layout. They go with it, as when a font has arrived. */
const kept = new WeakMap<TextLayout, Map<string, TextLayout>>()

type LegibleNote = Pick<SceneNote, 'text' | 'signature' | 'blanks' | 'isLate'> & {
  readonly rect: Pick<Rect, 'height'>
}

/**
 * The layout of a note at a zoom that makes its letters too small: larger letters, and as many of its first words as then
 * fit its paper. A text that can be read as it is stays as it is, and no word is cut for it.
 */
export function legibleLayout(
  { text, rect: { height }, ...note }: LegibleNote,
  layout: TextLayout,
  zoom: number,
  measure: Measure,
): TextLayout {
  const wanted = noteFontSizes.findLast((size) => size * zoom >= legible) ?? largest
  if (layout.fontSize >= wanted || layout.lines.length === 0) return layout
  // A signature stands on the lower margin.
  const below = hasSignature(note) ? noteMargin.bottom : noteMargin.top
  const key = `${wanted} ${height - below}`
  const known = kept.get(layout) ?? new Map<string, TextLayout>()
  const fitted = known.get(key) ?? fittedLayout(text, layout, { wanted, height, below }, measure)
  kept.set(layout, known.set(key, fitted))
  return fitted
}

function fittedLayout(
  text: string,
  layout: TextLayout,
  { wanted, height, below }: { readonly wanted: number; readonly height: number; readonly below: number },
  measure: Measure,
): TextLayout {
  const shown = withoutEndlessSigns(cutTo(text, mostLetters))
  const widest = Math.max(...shown.split(mayBreak).map((word) => measure(word, 1)))
  const fontSize = Math.min(wanted, Math.floor(room / widest))
  if (fontSize <= layout.fontSize) return layout
  const lines = paragraphsOf(shown).flatMap((paragraph) => linesIn(room, paragraph, fontSize, measure))
  const most = Math.floor((height - noteMargin.top - below) / (fontSize * lineHeight))
  const isWhole = lines.length <= most && shown.length === withoutEndlessSigns(text).length
  const seen = lines.slice(0, most)
  const last = seen.pop()
  if (!last) return layout
  return { ...layout, fontSize, lines: [...seen, isWhole ? last : endedIn(last, fontSize, measure)] }
}

/** With an ellipsis after its last whole word. */
function endedIn(line: TextLine, fontSize: number, measure: Measure): TextLine {
  const words = line.text.trimEnd().split(' ')
  while (words.length > 1 && measure(`${words.join(' ')} …`, fontSize) > room) words.pop()
  return { ...line, text: `${words.join(' ').replace(/[\s,;:.«(]+$/u, '')}…` }
}
