import * as Y from 'yjs'
import { act, notesRoot, textRoot } from './document.ts'
import { notesOf, readFacts, type Note } from './note.ts'
import type { Photo } from './photo.ts'

/**
 * A note on a desk. A desk is one participant's private Yjs document on one board. Only its owner's connections sync it,
 * at `/ws/:board/desk`, with the board's protocol but without commands and presence. It has the roots of the board
 * that `boardSchema` marks with `isOnDesk`, so that the commands for notes work on it unchanged. Its Yjs client id is
 * never the board document's.
 *
 * A draft's `author` is its owner's participant id when the reveal shall sign it, else null. The owner may change that
 * at any time. Its place stays on the desk: the reveal finds new places.
 */
export interface Draft extends Note {
  /** The reveal leaves it on the desk. */
  readonly isHeld: boolean
}

export function draftsOf(desk: Y.Doc): readonly Draft[] {
  return notesOf(desk).map((note) => ({ ...note, isHeld: isHeld(desk, note.id) }))
}

/** Keeps drafts back from the reveal, or releases them. */
export function holdDrafts(desk: Y.Doc, ids: readonly string[], isHeld: boolean): void {
  changeDrafts(desk, ids, { isHeld })
}

/** Signs drafts with their owner's participant id. Null removes the signature. */
export function signDrafts(desk: Y.Doc, ids: readonly string[], author: string | null): void {
  changeDrafts(desk, ids, { author })
}

/** True for a draft with words or a photo. The reveal leaves others out. */
export function isWritten({
  text,
  photo,
}: Pick<Draft, 'text'> & { readonly photo?: Photo | undefined }): boolean {
  return photo !== undefined || text.trim() !== ''
}

/** True when the desk has a draft with words or a photo. Stops at the first. */
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
