import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer'
import * as Y from 'yjs'

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
