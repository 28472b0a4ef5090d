import type * as Y from 'yjs'
import { cutTo } from '../text/letters.ts'
import { nameLimit } from '../workshop/role.ts'
import { signaturesRoot, deletedNoteAuthorsRoot } from './document.ts'

/**
 * The name with which an author signed a note in private writing. Undefined for every other note: a note that was
 * written in sight of everybody has an author, and no signature. Nor has a note whose words somebody else has changed.
 */
export function readSignature(doc: Y.Doc, id: string): string | undefined {
  const name = signaturesRoot(doc).get(id)
  return typeof name === 'string' && name !== '' ? name.slice(0, nameLimit) : undefined
}

/** A name that does not stand on its note, because somebody else has changed the words. */
export interface HiddenSignature {
  readonly name: string
  /** A digest of the words that the signer wrote last. With these the name comes back. */
  readonly words: string
}

export function readHiddenSignature(doc: Y.Doc, id: string): HiddenSignature | undefined {
  const entry = signaturesRoot(doc).get(id)
  if (typeof entry !== 'object' || entry === null) return undefined
  const { name, words } = entry as Record<string, unknown>
  return typeof name === 'string' && typeof words === 'string' ? { name, words } : undefined
}

/** Server only: nobody can take a name off another person's words. */
export function hideSignature(doc: Y.Doc, id: string, { name, words }: HiddenSignature): void {
  signaturesRoot(doc).set(id, { name, words })
}

/** Server only: nobody can sign for another person, and a later change of name changes no signature. */
export function writeSignature(doc: Y.Doc, id: string, name: string): void {
  if (name !== '') signaturesRoot(doc).set(id, name)
}

const maxLetters = 18

/** The place of a signature on its note: at the right of the lower margin. Dots are to its left. Board units. */
export const signaturePlace = { fontSize: 11, fromRight: 12, fromBottom: 9, maxWidth: 104 } as const

/** The name as it stands on a note, cut when it is long. */
export function shortSignature(name: string): string {
  return name.length > maxLetters ? `${cutTo(name, maxLetters - 1).trimEnd()}…` : name
}

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
