import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { massRemoval } from '#shared/workshop/checkpoint.ts'

/** True when the transaction removed many notes. Ask when it has ended. Cheap for other transactions. */
export function isMassRemoval(doc: Y.Doc, { changed }: Y.Transaction): boolean {
  const notes = notesRoot(doc)
  for (const [type, ids] of changed) {
    if ((type as object) !== notes || ids.size < massRemoval.notes) continue
    let removed = 0
    for (const id of ids) if (id !== null && !notes.has(id)) removed += 1
    return removed >= massRemoval.notes && removed >= massRemoval.share * (notes.size + removed)
  }
  return false
}
