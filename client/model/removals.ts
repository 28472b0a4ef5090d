import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import type { BoardDocument } from './board-document.ts'
import { byServer } from './connection.ts'

/** Knows whose hand took notes off the board. */
export interface Removals {
  /** Others'. A document that takes another's place removes nothing: what it lacks was never on the server. */
  readonly areOthers: (note: string) => boolean
  readonly close: () => void
}

export function watchRemovals(board: BoardDocument): Removals {
  const others = new Set<string>()
  const close = board.bind((doc) => {
    const notes = notesRoot(doc)
    const watch = ({ keysChanged }: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
      for (const id of keysChanged) {
        if (origin === byServer && !notes.has(id)) others.add(id)
        else others.delete(id)
      }
    }
    notes.observe(watch)
    return () => {
      notes.unobserve(watch)
      others.clear()
    }
  })
  return { areOthers: (note) => others.has(note), close }
}
