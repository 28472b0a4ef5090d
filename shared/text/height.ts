import { noteSide } from '../geometry/sizes.ts'
import { paragraphsOf } from './breaks.ts'
import { captionTop, hasCaption } from './photo-note.ts'
import { lineHeight, noteFontSizes, noteMargin, surelyFits } from './layout.ts'

const smallest = noteFontSizes[noteFontSizes.length - 1] ?? 12
/** Width of a line at the smallest type size, in units of that size. */
const lineWidth = (noteSide - 2 * noteMargin.side) / smallest

/**
 * In Inter the widest small letter (m) has .89 of the type size, the widest capital (W) 1.03, emoji and
 * ideographs up to 1.37.
 */
const widths = { small: 0.65, wide: 1.05, other: 1.4 } as const
const smallLetter = /[ a-ln-vx-z0-9.,;:!'’()éèêàùûôîïç-]/
const latin = /[\0-\u024f\u2010-\u201f]/

/**
 * A height that a note with this text never exceeds. For layouts where no fonts are loaded: they may leave
 * room, but must not overlap.
 */
export function heightAtMost(text: string, hasPhoto = false): number {
  if (surelyFits(text, hasPhoto) || (hasPhoto && !hasCaption(text))) return noteSide
  const lines = paragraphsOf(text).reduce((sum, paragraph) => sum + linesOf(paragraph), 0)
  const top = hasPhoto ? captionTop : noteMargin.top
  const needed = Math.ceil(lines * smallest * lineHeight + top + noteMargin.bottom)
  return Math.max(noteSide, needed)
}

/** Fills lines word by word. A word that is too long begins on a new line and takes as many as it needs. */
function linesOf(paragraph: string): number {
  let lines = 1
  let used = 0
  for (const word of paragraph.split(' ')) {
    const width = widthOf(word)
    if (used + width > lineWidth && used > 0) {
      lines += 1
      used = 0
    }
    // Words are cut between graphemes, so up to one grapheme of a line may stay empty.
    const cuts = Math.floor(width / (lineWidth - widths.other))
    lines += cuts
    used = (cuts > 0 ? width % lineWidth : used + width) + widths.small
  }
  return lines
}

function widthOf(word: string): number {
  let width = 0
  for (const sign of word) {
    if (smallLetter.test(sign)) width += widths.small
    else width += latin.test(sign) ? widths.wide : widths.other
  }
  return width
}
