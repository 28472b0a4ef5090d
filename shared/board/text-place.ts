import * as Y from 'yjs'
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer'

/** A stretch of a text, in letters. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A stretch of a shared text that stays on its letters while the text around them changes: two positions. */
export interface TextPlace {
  readonly start: string
  readonly end: string
}

/** Words that are written at an edge of the stretch do not belong to it. */
export function placeIn(text: Y.Text, { start, end }: Span): TextPlace {
  return { start: positionAt(text, start), end: positionAt(text, end, 'before') }
}

/** Where a stretch is now; empty when its letters are gone. Undefined when it is not in this text. */
export function spanOf(text: Y.Text, { start, end }: TextPlace): Span | undefined {
  if (!text.doc) return undefined
  const [from, to] = [indexAt(text.doc, text, start), indexAt(text.doc, text, end)]
  return from === undefined || to === undefined ? undefined : { start: from, end: Math.max(from, to) }
}

/** Shorter phrases are found by chance. Not measured. */
const leastWords = 2

/** Where a phrase of at least two words stands in a text: the place nearest to a letter. */
export function findPhrase(text: string, phrase: string, near: number): Span | undefined {
  return phrase.trim().split(/\s+/u).length < leastWords ? undefined : nearestOf(text, phrase, near)
}

/** The place of a phrase that is nearest to a letter; undefined when the text does not have it. */
export function nearestOf(text: string, phrase: string, near: number): Span | undefined {
  if (phrase === '') return undefined
  let best: Span | undefined
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    if (!best || Math.abs(at - near) < Math.abs(best.start - near))
      best = { start: at, end: at + phrase.length }
  return best
}

/** The same stretch without the spaces at its edges. Undefined when nothing else is in it. */
export function trimmedSpan(text: string, { start, end }: Span): Span | undefined {
  const words = text.slice(start, end)
  if (words.trim() === '') return undefined
  return { start: end - words.trimStart().length, end: start + words.trimEnd().length }
}

/** A position in base64url: three numbers of at most eight bytes each, and two bytes. */
export const positionPattern = '^[A-Za-z0-9_-]{1,64}$'
const pattern = new RegExp(positionPattern)

/**
 * A place in a text that stays at its letters while others write around it: a relative position of Yjs, in base64url. It stays
 * at the letter that follows it, or at the one before it.
 */
export function positionAt(text: Y.Text, index: number, side: 'before' | 'after' = 'after'): string {
  const position = Y.createRelativePositionFromTypeIndex(text, index, side === 'after' ? 0 : -1)
  return toBase64UrlEncoded(Y.encodeRelativePosition(position))
}

/** Where this place is now; undefined for one of another text, and for anything else that a client may send. */
export function indexAt(doc: Y.Doc, text: Y.Text, position: string): number | undefined {
  if (!pattern.test(position)) return undefined
  try {
    const decoded = Y.decodeRelativePosition(fromBase64UrlEncoded(position))
    // Looking for a root by a foreign name would create it.
    if (decoded.tname !== null) return undefined
    const found = Y.createAbsolutePositionFromRelativePosition(decoded, doc)
    return found?.type === text ? found.index : undefined
  } catch {
    // Bytes that are no position.
    return undefined
  }
}

/** The id that Yjs has given to the letter at which a place stays; undefined for the end of a text. */
export function letterAt(position: string): { readonly client: number; readonly clock: number } | undefined {
  if (!pattern.test(position)) return undefined
  return Y.decodeRelativePosition(fromBase64UrlEncoded(position)).item ?? undefined
}
