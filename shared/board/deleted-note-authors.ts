import type * as Y from 'yjs'
import { deletedNoteAuthorsRoot } from './document.ts'

/** Author by note id, of notes that the server has put on the board for somebody who signed them and that are deleted. */
export function readDeletedNoteAuthor(doc: Y.Doc, id: string): string | undefined {
  const author = deletedNoteAuthorsRoot(doc).get(id)
  return typeof author === 'string' ? author : undefined
}

/** Server only: Yjs forgets what is deleted, and an undo signs the note again. */
export function writeDeletedNoteAuthors(doc: Y.Doc, authors: ReadonlyMap<string, string>): void {
  if (authors.size === 0) return
  doc.transact(() => {
    for (const [id, author] of authors) {
      if (readDeletedNoteAuthor(doc, id) !== author) deletedNoteAuthorsRoot(doc).set(id, author)
    }
  })
}
