import { simpleDiffString } from 'lib0/diff'
import type * as Y from 'yjs'

/**
 * A text may become so many times longer than one person may type. People who write at once each see only
 * their own limit. No merge reaches four full texts.
 */
export const mergeFactor = 4

/** Replaces only the changed stretch, so that two people's typing merges. Never splits a surrogate pair. */
export function replaceText(text: Y.Text, next: string): void {
  const { index, remove, insert } = simpleDiffString(text.toString(), next.toWellFormed())
  if (remove > 0) text.delete(index, remove)
  if (insert !== '') text.insert(index, insert)
}
