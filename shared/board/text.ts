import { simpleDiffString } from 'lib0/diff'
import type * as Y from 'yjs'

/**
 * People who write at once each see only their own limit: a text may come to have so many times what anybody may type. Four full
 * ones are more than any merge makes.
 */
export const mergeFactor = 4

/** Replaces only the stretch that differs, never splitting a surrogate pair, so that two people's typing merges. */
export function replaceText(text: Y.Text, next: string): void {
  const { index, remove, insert } = simpleDiffString(text.toString(), next.toWellFormed())
  if (remove > 0) text.delete(index, remove)
  if (insert !== '') text.insert(index, insert)
}
