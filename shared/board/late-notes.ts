import type * as Y from 'yjs'
import { lateNotesRoot } from './document.ts'

/** True for a note that somebody added to a step after it was over. */
export function isLateNote(doc: Y.Doc, id: string): boolean {
  return lateNotesRoot(doc).get(id) === true
}

/** Server only: the clock of a page does not tell when a note came, and the mark stays. */
export function markLateNotes(doc: Y.Doc, ids: Iterable<string>): void {
  for (const id of ids) lateNotesRoot(doc).set(id, true)
}
