import { mergeFactor, noteTextLimit } from './limits.ts'
import { cutTo } from '../text/cut.ts'
import { withoutEndlessSigns } from '../text/endless-signs.ts'
import { excerptOf } from '../text/excerpt.ts'

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

/**
 * The words of others in a list, a sentence, a quote or a label: the first few hundred letters. Whatever somebody has
 * written, a page draws many of these at once. What a task shows of others passes through here, `inFull` or `inLine`.
 */
export function inBrief(text: string): string {
  const excerpt = excerptOf(text)
  return withoutEndlessSigns(excerpt ? `${excerpt.beginning} …` : text)
}

/** One text of others, as whole as a page can show it at once. */
export function inFull(text: string): string {
  return withoutEndlessSigns(beginningOf(text))
}

/** A text in one line, for the name of a button or of a thing on a map: as many letters as tell which one it is. */
export function inLine(text: string, letters = 120): string {
  const line = cutTo(text, 4 * letters)
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const isWhole = line.length <= letters && text.length <= 4 * letters
  return withoutEndlessSigns(isWhole ? line : `${cutTo(line, letters).trimEnd()}…`)
}
