import { simpleDiffString } from 'lib0/diff'
import type * as Y from 'yjs'
import { cutTo } from '../text/letters.ts'

/**
 * Replaces only the changed stretch, so that two people's typing merges. Never splits a surrogate pair. `most` letters of
 * the whole cut the new words alone: those of others stay.
 */
export function replaceText(text: Y.Text, next: string, most = Infinity): void {
  const { index, remove, insert } = simpleDiffString(text.toString(), next.toWellFormed())
  const words = cutTo(insert, Math.max(0, most - (text.length - remove)))
  if (remove > 0) text.delete(index, remove)
  if (words !== '') text.insert(index, words)
}
