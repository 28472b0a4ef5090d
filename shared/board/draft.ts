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

/** A desk as far as others may know it: for "n of m have written". */
export interface DraftFacts {
  /** At least one draft has words or a photo. */
  readonly hasDrafts: boolean
  /** All of these are held back, and the newest was begun then. Null when a reveal would show one. */
  readonly heldSince: number | null
}

/** Stops at the first draft that a reveal would show. */
export function draftFactsOf(desk: Y.Doc): DraftFacts {
  let heldSince: number | null = null
  for (const [id, entry] of notesRoot(desk)) {
    const text = textRoot(desk).get(id)
    const facts = readFacts(entry)
    if (!(text instanceof Y.Text) || !isWritten({ text: text.toString(), photo: facts?.photo })) continue
    if (!isHeld(desk, id)) return { hasDrafts: true, heldSince: null }
    heldSince = Math.max(heldSince ?? 0, facts?.created ?? 0)
  }
  return { hasDrafts: heldSince !== null, heldSince }
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
