import type * as Y from 'yjs'
import { readActivity, writeActivityItem } from './activities.ts'

/** The published purpose page stands under this name. No file has it: it is on this server. */
export const pageName = 'page'

const publishedItem = 'published'

/** The id of the page, as it is in its address. Null: none is published. `state` is unchecked. */
export function publishedPageIn(state: unknown): string | null {
  const id: unknown =
    typeof state === 'object' && state !== null ? (state as Record<string, unknown>)[publishedItem] : null
  return typeof id === 'string' && /^[\w-]{1,64}$/u.test(id) ? id : null
}

export function publishedPageOf(doc: Y.Doc): string | null {
  return publishedPageIn(readActivity(doc, pageName))
}

/** Server only. Tells everybody on the board where its page is; null: it was withdrawn. */
export function writePublishedPage(doc: Y.Doc, id: string | null): void {
  if (publishedPageOf(doc) !== id) writeActivityItem(doc, pageName, publishedItem, id)
}
