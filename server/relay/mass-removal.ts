import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { massRemoval } from '#shared/workshop/checkpoint.ts'

/** The transaction has taken many notes off the board; cheap for one that has not. To be asked when it has ended. */
export function isMassRemoval(doc: Y.Doc, { changed }: Y.Transaction): boolean {
  const notes = notesRoot(doc)
  for (const [type, ids] of changed) {
    if ((type as object) !== notes || ids.size < massRemoval.notes) continue
    let gone = 0
    for (const id of ids) if (id !== null && !notes.has(id)) gone += 1
    return gone >= massRemoval.notes && gone >= massRemoval.share * (notes.size + gone)
  }
  return false
}
