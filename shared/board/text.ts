import { simpleDiffString } from 'lib0/diff'
import type * as Y from 'yjs'

/** Replaces only the changed stretch, so that two people's typing merges. Never splits a surrogate pair. */
export function replaceText(text: Y.Text, next: string): void {
  const { index, remove, insert } = simpleDiffString(text.toString(), next.toWellFormed())
  if (remove > 0) text.delete(index, remove)
  if (insert !== '') text.insert(index, insert)
}
