import { cutTo } from './letters.ts'
import { printable } from './printable.ts'

/** Lists show a text of this length at once, and a little more where only a few words would remain. Not measured. */
export const excerptLimit = 600
const slack = 100
/** The beginning that stays where the text is shown from its first difference on. Not measured. */
const shortBeginning = 200
/** Characters before the difference, so that it can be understood. Not measured. */
const lead = 60

/** Lines of a text that lists show at once. A principle has four, a list in a note some twenty. Not measured. */
const lineLimit = 40

/** A text that is too long to be shown whole at once. */
export interface Excerpt {
  readonly beginning: string
  /** The text around its first difference from another one that begins alike; empty when the beginning tells them apart. */
  readonly difference: string
}

/** The excerpt of a long text; undefined for a text that is shown whole. */
export function excerptOf(text: string, differsAt = 0): Excerpt | undefined {
  if (text.length <= excerptLimit + slack && firstLines(text) === text) return undefined
  if (differsAt < excerptLimit - lead)
    return { beginning: firstLines(wordsOf(text, 0, excerptLimit)), difference: '' }
  const from = Math.max(shortBeginning, differsAt - lead)
  return {
    beginning: firstLines(wordsOf(text, 0, shortBeginning)),
    difference: firstLines(wordsOf(text, from, excerptLimit - shortBeginning)),
  }
}

function firstLines(text: string): string {
  let end = text.indexOf('\n')
  for (let lines = 1; end >= 0 && lines < lineLimit; lines += 1) end = text.indexOf('\n', end + 1)
  return end < 0 ? text : text.slice(0, end)
}

/** For each long text that begins as another one does: the position of its first difference. */
export function differencesOf(texts: Iterable<string>): ReadonlyMap<string, number> {
  const long = [...new Set(texts)].filter((text) => excerptOf(text) !== undefined).sort()
  const found = new Map<string, number>()
  const note = (text: string, at: number) => found.set(text, Math.max(at, found.get(text) ?? 0))
  for (const [index, text] of long.entries()) {
    const next = long[index + 1]
    if (next === undefined) break
    const same = commonBeginning(text, next)
    if (same < excerptLimit - lead) continue
    note(text, same)
    note(next, same)
  }
  return found
}

function commonBeginning(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at
  return length
}

/** About this many characters, in whole words where there are spaces. */
function wordsOf(text: string, from: number, length: number): string {
  const start = from === 0 ? 0 : afterSpace(text, from)
  const part = cutTo(text.slice(start), length)
  if (start + part.length >= text.length) return part
  const end = part.search(/\s\S*$/u)
  return end > length / 2 ? part.slice(0, end) : part
}

function afterSpace(text: string, from: number): number {
  const ahead = text.slice(from, from + lead).search(/\s\S/u)
  if (ahead !== -1) return from + ahead + 1
  // Never inside a character of two units.
  return isLowSurrogate(text.charCodeAt(from)) ? from + 1 : from
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc_00 && unit <= 0xdf_ff
}

/** Two or three lines, or a few more of a list: a ranking is read at a glance, and the notes follow it. Not measured. */
const usualLength = 240
const maxLines = 6

/** The beginning of a long text. It ends between words where that leaves half of it at least. */
export function abridged(text: string, maxLength = usualLength): string {
  const whole = printable(text).trim()
  const lines = whole.split('\n').slice(0, maxLines).join('\n')
  if (lines.length === whole.length && whole.length <= maxLength) return whole
  const kept = cutTo(lines, maxLength)
  const [words = ''] = kept === lines ? [lines] : (/^.*(?=\s)/su.exec(kept) ?? [])
  const isWhole = kept === lines || words.length >= maxLength / 2
  return `${(isWhole ? words : kept).replace(/[\s\p{Ps}\p{Pi}\p{Pd}.,;:…]+$/u, '')}…`
}
