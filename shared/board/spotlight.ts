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

/** The page that projectors show of something that takes several. */
export interface RoomPage {
  /** Names what is shown: something else begins at its first page. */
  readonly place: string
  /** From 0. */
  readonly page: number
}

/** Null before a facilitator has turned a page. */
export function readRoomPage(doc: Y.Doc): RoomPage | null {
  const entry = metaRoot(doc).get('roomPage')
  if (typeof entry !== 'object' || entry === null) return null
  const { place, page } = entry as Record<string, unknown>
  return typeof place === 'string' && Number.isSafeInteger(page) ? { place, page: Number(page) } : null
}

/** Server only: participants cannot write meta. */
export function writeRoomPage(doc: Y.Doc, { place, page }: RoomPage): void {
  metaRoot(doc).set('roomPage', { place, page })
}
