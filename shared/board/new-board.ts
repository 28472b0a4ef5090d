import * as Y from 'yjs'
import { schemaVersion, writeMeta, type Language } from './document.ts'

/** The first update of a new, empty board. */
export function newBoardUpdate(board: {
  readonly title: string
  readonly language: Language
  readonly isRehearsal?: true
}): Uint8Array {
  const doc = new Y.Doc()
  writeMeta(doc, { schema: schemaVersion, ...board })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
