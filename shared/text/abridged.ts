import { cutTo } from './letters.ts'
import { printable } from './printable.ts'

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
