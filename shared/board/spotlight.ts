import type * as Y from 'yjs'
import { clustersRoot, metaRoot, notesRoot, statementsRoot, versionsRoot } from './document.ts'
import { wordsOfNotes } from './id.ts'

/**
 * Reads `meta.spotlight`: the note, cluster, statement or version that projectors show large, or `wordsOfNotes`; null for
 * the board as usual.
 */
export function readSpotlight(doc: Y.Doc): string | null {
  const entry = metaRoot(doc).get('spotlight')
  return typeof entry === 'string' ? entry : null
}

/** Server only: participants cannot write meta. An id that is not on the board ends the spotlight. */
export function writeSpotlight(doc: Y.Doc, id: string | null): void {
  doc.transact(() => {
    const shown = [notesRoot, clustersRoot, statementsRoot, versionsRoot]
    const isThere = id === wordsOfNotes || shown.some((root) => id !== null && root(doc).has(id))
    if (isThere) metaRoot(doc).set('spotlight', id)
    else metaRoot(doc).delete('spotlight')
  })
}
