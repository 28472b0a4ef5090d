import * as Y from 'yjs'
import { act, notesRoot, textRoot } from './document.ts'
import { notesOf, readFacts, type Note } from './note.ts'
import type { Photo } from './photo.ts'

/**
 * A desk is a Yjs document of its own for one participant on one board, synced at `/ws/:board/desk` with the board's
 * own protocol (sync, hello, saved, refused; no commands, no presence) and by its owner's connections alone. It has
 * the board's roots `notes`, `place` and `text` and no others, so that the commands for notes (addNote, placeNote,
 * writeNote, setTint, setKind, removeNotes) work on it unchanged. It needs a Yjs client id of its own: never the
 * board document's.
 *
 * On a desk a note is a draft. Its `author` is its owner's participant id when it is to be signed at the reveal, and
 * null when not; the owner may change that at any time. Its place stays on the desk: the reveal lays notes out anew.
 */
export interface Draft extends Note {
  /** Not to be shown at the reveal: it stays on the desk. */
  readonly isHeld: boolean
}

export function draftsOf(desk: Y.Doc): readonly Draft[] {
  return notesOf(desk).map((note) => ({ ...note, isHeld: isHeld(desk, note.id) }))
}

/** Keeps drafts back from the reveal, or gives them to it. */
export function holdDrafts(desk: Y.Doc, ids: readonly string[], isHeld: boolean): void {
  changeDrafts(desk, ids, { isHeld })
}

/** Signs drafts with their owner's participant id, or with null takes the signature off. */
export function signDrafts(desk: Y.Doc, ids: readonly string[], author: string | null): void {
  changeDrafts(desk, ids, { author })
}

/** A draft with neither words nor a picture says nothing and is not revealed. */
export function isWritten({
  text,
  photo,
}: Pick<Draft, 'text'> & { readonly photo?: Photo | undefined }): boolean {
  return photo !== undefined || text.trim() !== ''
}

/** Whether there is one at all; stops at the first. */
export function hasWrittenDraft(desk: Y.Doc): boolean {
  for (const [id, facts] of notesRoot(desk)) {
    const text = textRoot(desk).get(id)
    const photo = readFacts(facts)?.photo
    if (text instanceof Y.Text && isWritten({ text: text.toString(), photo })) return true
  }
  return false
}

function isHeld(desk: Y.Doc, id: string): boolean {
  const entry = notesRoot(desk).get(id)
  return typeof entry === 'object' && entry !== null && 'isHeld' in entry && entry.isHeld === true
}

function changeDrafts(
  desk: Y.Doc,
  ids: readonly string[],
  change: { readonly isHeld: boolean } | { readonly author: string | null },
): void {
  act(desk, () => {
    for (const id of ids) {
      const entry = notesRoot(desk).get(id)
      if (readFacts(entry)) notesRoot(desk).set(id, { ...(entry as object), ...change })
    }
  })
}
