import type * as Y from 'yjs'
import { metaRoot } from './document.ts'

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
