import type * as Y from 'yjs'
import { placeRoot } from '#shared/board/document.ts'
import { isStray, placeEntry, readPlace } from '#shared/board/note.ts'
import type { Pace } from '../basics/yield-turn.ts'

/** Places checked between two pauses: less than a millisecond. */
const placesAtOnce = 1_000

/**
 * Ids of notes that are stored outside the board. Earlier versions accepted such places. Pauses for other
 * work; nobody may change the document meanwhile.
 */
export async function findStrays(doc: Y.Doc, pace: Pace): Promise<readonly string[]> {
  const strays: string[] = []
  let checked = 0
  for (const id of placeRoot(doc).keys()) {
    if (isStray(doc, id)) strays.push(id)
    checked += 1
    if (checked % placesAtOnce === 0) await pace()
  }
  return strays
}

/** Stores the places as everybody reads them: the nearest ones on the board. */
export function bringInside(doc: Y.Doc, strays: readonly string[]): void {
  for (const id of strays) {
    const place = readPlace(doc, id)
    if (place) placeRoot(doc).set(id, placeEntry(place))
  }
}
