import type * as Y from 'yjs'
import { deletedNoteAuthorsRoot } from './document.ts'

/** The author of a deleted note that the server had put on the board for its signer. */
export function readDeletedNoteAuthor(doc: Y.Doc, id: string): string | undefined {
  const author = deletedNoteAuthorsRoot(doc).get(id)
  return typeof author === 'string' ? author : undefined
}

/** Server only. Yjs forgets deleted facts, and an undo must sign the note again. */
export function writeDeletedNoteAuthors(doc: Y.Doc, authors: ReadonlyMap<string, string>): void {
  if (authors.size === 0) return
  doc.transact(() => {
    for (const [id, author] of authors) {
      if (readDeletedNoteAuthor(doc, id) !== author) deletedNoteAuthorsRoot(doc).set(id, author)
    }
  })
}
