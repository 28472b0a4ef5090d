import { mergeFactor, noteTextLimit } from './limits.ts'
import { cutTo } from '../text/letters.ts'

/**
 * Browsers lay out 400 lines in a field in 10 to 30 ms, 5,000 in 130 ms, 20,000 in 1.5 s. Nobody writes as many in a note:
 * these come from merges, or from an attack.
 */
const mostLines = 400
/** Latin letters cost little: the longest text there is may stand in a field. 20,000 Thai ones take 650 ms, 5,000 take 30. */
const mostLetters = mergeFactor * noteTextLimit
const mostOfOtherScripts = noteTextLimit
/** Beyond Latin and the marks that are typed with it. */
const otherScripts = /[^\0-\u024f\u2010-\u2027\u2030-\u205e]/u

/** True for a text with letters or signs that browsers take longer for than for Latin ones. */
export function hasOtherScripts(text: string): boolean {
  return otherScripts.test(text)
}

/** The part of a note's text that a field or a label can have without holding the page; all of nearly every text. */
export function beginningOf(text: string, times = 1): string {
  const letters = hasOtherScripts(text) ? mostOfOtherScripts : mostLetters
  const beginning = cutTo(text, times * letters)
  let end = beginning.indexOf('\n')
  for (let lines = 1; end >= 0 && lines < times * mostLines; lines += 1)
    end = beginning.indexOf('\n', end + 1)
  return end < 0 ? beginning : beginning.slice(0, end)
}
