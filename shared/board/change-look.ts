import type * as Y from 'yjs'
import { act, notesRoot, placeRoot } from './document.ts'
import { isId } from './id.ts'
import { arrowLimit, sizeLimits } from './limits.ts'
import type { NoteLook } from './note-look.ts'
import { placeNote, readFacts, readPlace, topOf } from './note.ts'

/** Changes parts of the look of a note. */
export function setLook(doc: Y.Doc, id: string, look: NoteLook): void {
  const entry = notesRoot(doc).get(id)
  if (readFacts(entry)) act(doc, () => notesRoot(doc).set(id, { ...(entry as object), ...look }))
}

/** The nearest size that people may give a note. */
export function boundedSize(value: number): number {
  return Math.round(Math.min(sizeLimits.most, Math.max(sizeLimits.least, value)))
}

/** True for a list of arrows that people may write. */
export function isListOfArrows(value: unknown): boolean {
  return Array.isArray(value) && value.length <= arrowLimit && value.every(isId)
}

/** Puts notes in front of all others, or behind them. They keep their order among themselves. */
export function restack(doc: Y.Doc, ids: readonly string[], isInFront: boolean): void {
  const moving = ids
    .map((id) => ({ id, z: readPlace(doc, id)?.z ?? 0 }))
    .toSorted((a, b) => a.z - b.z || (a.id < b.id ? -1 : 1))
  const first = isInFront ? topOf(doc) + 1 : bottomOf(doc) - moving.length
  act(doc, () => {
    for (const [index, { id }] of moving.entries()) placeNote(doc, id, { z: first + index })
  })
}

function bottomOf(doc: Y.Doc): number {
  return [...placeRoot(doc).keys()].reduce((least, id) => Math.min(least, readPlace(doc, id)?.z ?? 0), 0)
}
