import { withoutEndlessSigns } from '../text/in-line.ts'
import { withFrenchSpaces } from '../text/french-spaces.ts'
import { excerptOf } from '../text/excerpt.ts'
import { beginningOf } from './beginning.ts'

/**
 * The words of others in a list, a sentence, a quote or a label: the first few hundred letters. Whatever somebody has
 * written, a page draws many of these at once. What a task shows of others passes through here, `inFull` or `inLine`.
 */
export function inBrief(text: string): string {
  const excerpt = excerptOf(text)
  return asShown(excerpt ? `${excerpt.beginning} …` : text)
}

/** One text of others, as whole as a page can show it at once. */
export function inFull(text: string): string {
  return asShown(beginningOf(text))
}

/** Written words as every screen shows them, for those that are cut elsewhere. One sign stays one sign. */
export function asShown(text: string): string {
  return withFrenchSpaces(withoutEndlessSigns(text))
}
