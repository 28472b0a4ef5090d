import LineBreaker from 'linebreak'

/** Marks, joiners and surrogates. In a text without them every code unit is a grapheme. */
const mayJoin = /[\p{M}\p{Cs}\p{Cf}\p{Co}\u1100-\u11ff\r]|[\u{10000}-\u{10ffff}]/u
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * French quotation marks are set apart from the quoted words, mostly by an ordinary space. No line breaks
 * between them (rules LB15a and LB15b of UAX #14, newer than the library).
 */
const opening = /^[«‹]$/u
const beforeOpening = /^[\s(]$/u
const isSpace = /^\s$/u
const closing = /^[»›](?:[\s.,;:!?)]|$)/u

/** Scripts without spaces between words. Browsers and Node find the words with a dictionary. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The paragraphs of a text, split at the line ends of any system. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)
}

/** The unbreakable parts of a paragraph, each with the spaces after it (UAX #14, never inside a grapheme). */
export function segmentsOf(paragraph: string): readonly string[] {
  if (paragraph === '') return []
  const segments: string[] = []
  const breaker = new LineBreaker(paragraph)
  const starts = mayJoin.test(paragraph) ? new Set(graphemeStarts(paragraph)) : undefined
  const hasQuotes = /[«»‹›]/u.test(paragraph)
  let from = 0
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const isLast = next.position === paragraph.length
    if (!isLast && starts && !starts.has(next.position)) continue
    if (!isLast && hasQuotes && isInsideQuotes(paragraph, from, next.position)) continue
    if (next.position > from) segments.push(paragraph.slice(from, next.position))
    from = next.position
  }
  return unspaced.test(paragraph) ? segments.flatMap(wordsOf) : segments
}

/** Cuts only between two letters of such a script. Marks and spaces stay where the rules left them. */
function wordsOf(segment: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (const { index } of words.segment(segment)) {
    if (!unspaced.test(segment.charAt(index - 1)) || !unspaced.test(segment.charAt(index))) continue
    parts.push(segment.slice(from, index))
    from = index
  }
  return [...parts, segment.slice(from)]
}

function isInsideQuotes(paragraph: string, from: number, at: number): boolean {
  return endsInOpening(paragraph, from, at) || closing.test(paragraph.slice(at, at + 2))
}

/** Looks at the end alone: a text of nothing but quotation marks would be read from its start at each. */
function endsInOpening(paragraph: string, from: number, at: number): boolean {
  let end = at
  while (end > from && isSpace.test(paragraph.charAt(end - 1))) end -= 1
  if (end === from || !opening.test(paragraph.charAt(end - 1))) return false
  return end - 1 === from || beforeOpening.test(paragraph.charAt(end - 2))
}

/** Where each grapheme begins, in code units. */
export function graphemeStarts(text: string): readonly number[] {
  if (!mayJoin.test(text)) return Array.from({ length: text.length }, (_, index) => index)
  return Array.from(graphemes.segment(text), ({ index }) => index)
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const firstStrong = /\p{L}/u

/** The base direction of a paragraph: that of its first letter (UAX #9, P2 and P3). */
export function isRightToLeft(paragraph: string): boolean {
  const letter = firstStrong.exec(paragraph)?.[0]
  return letter !== undefined && rightToLeft.test(letter)
}
