import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { notesRoot, textRoot } from '#shared/board/document.ts'
import { readFacts } from '#shared/board/note.ts'
import {
  hideSignature,
  readHiddenSignature,
  readSignature,
  writeSignature,
} from '#shared/board/signatures.ts'

/** The words and the photo of a note, to compare. Undefined when the note is not there. */
export type SignedWords = string | undefined

export function signedWordsOf(doc: Y.Doc, id: string): SignedWords {
  const text = textRoot(doc).get(id)
  const facts = readFacts(notesRoot(doc).get(id))
  if (!facts || !(text instanceof Y.Text)) return undefined
  const blanks = Object.entries(facts.blanks ?? {}).sort(byName)
  return JSON.stringify([text.toString(), facts.photo?.id ?? null, blanks])
}

/**
 * Takes a signer's name off words that somebody else has changed, and puts it back when the words are the signer's
 * again. Call in the transaction of the change. `by`: the participant who changed the note.
 */
export function settleSignature(doc: Y.Doc, id: string, before: SignedWords, by: string): void {
  const name = readSignature(doc, id)
  const now = signedWordsOf(doc, id)
  if (name === undefined) {
    const hidden = readHiddenSignature(doc, id)
    if (hidden && now !== undefined && digestOf(now) === hidden.words) writeSignature(doc, id, hidden.name)
    return
  }
  if (now === before) return
  const isOwn = now !== undefined && readFacts(notesRoot(doc).get(id))?.author === by
  if (!isOwn) hideSignature(doc, id, { name, words: before === undefined ? '' : digestOf(before) })
}

/** Takes the signer's name off, because the server is about to write other words, of which nobody knows the author. */
export function hideBefore(doc: Y.Doc, id: string, text: string): void {
  const name = readSignature(doc, id)
  if (name === undefined || textRoot(doc).get(id)?.toString() === text) return
  const now = signedWordsOf(doc, id)
  hideSignature(doc, id, { name, words: now === undefined ? '' : digestOf(now) })
}

/** Not the words themselves: those of a deleted note must be gone. */
function digestOf(words: string): string {
  return createHash('sha256').update(words).digest('base64url').slice(0, 22)
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b)
}
