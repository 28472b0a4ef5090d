import { simpleDiffString } from 'lib0/diff'
import type * as Y from 'yjs'

/** Replaces only the stretch that differs, never splitting a surrogate pair, so that two people's typing merges. */
export function replaceText(text: Y.Text, next: string): void {
  const { index, remove, insert } = simpleDiffString(text.toString(), next.toWellFormed())
  if (remove > 0) text.delete(index, remove)
  if (insert !== '') text.insert(index, insert)
}
